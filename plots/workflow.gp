# workflow.gp -- Buduma's chart, and the way each project takes through it
width = 1150; height = 800
load "plots/style.gp"
set title "From the problem to a network that does it: ".caption noenhanced
unset key; unset grid; unset border; unset tics
set margins 1, 1, 1, 3
set xrange [0:11.5]; set yrange [0:9.2]

# The questions are bands, from top to bottom; the projects are lines.
array verdicts[4] = ["better features,\nor another architecture", \
    "measures against\nover-fitting", "more data,\nor other data", "done"]
band(y, text) = sprintf("set label '%s' at 0.15, %g offset 0, 0.5; ", text, y) \
    .sprintf("set object rectangle from 0, %g to 8.1, %g fc rgb '#eef4f8' ", \
             y - 0.4, y + 0.4)."fs solid noborder behind"
eval band(8, "define the problem: 784 grey pixels\nin, one of ten digits out")
eval band(7, "design the architecture:\n784 inputs, hidden neurons, 10")
eval band(6, "collect data, shuffle, split:\nimages to train with")
eval band(5, "an epoch, and another, until an\nerror is stuck: epochs it took")
eval band(4, "training error:\nis it low enough?")
eval band(3, "validation error:\nis it low enough?")
eval band(2, "test error:\nis it low enough?")
door(v) = 4 - v                      # at which height a verdict leads out
do for [v=0:3] {
    y = v < 3 ? door(v) : 0.4
    set label verdicts[v + 1] at v < 3 ? 9.5 : 4.9, y center \
        offset 0, v < 3 ? 0.5 : 0
    if (v < 3) { set object rectangle from 8.4, y - 0.4 to 10.6, y + 0.4 \
                     fc rgb "#fde8c8" fs solid noborder behind }
}
set object rectangle from 4.1, 0.1 to 5.7, 0.7 fc rgb "#d8efe7" fs solid \
    noborder behind
# Back to where the cure begins.
back(v, x, y) = sprintf("set arrow from 10.6, %g to %g, %g nohead lt 8; ", \
    door(v), x, door(v)).sprintf("set arrow from %g, %g to %g, %g nohead " \
    ."lt 8; ", x, door(v), x, y) \
    .sprintf("set arrow from %g, %g to 8.15, %g lt 8", x, y, y)
eval back(0, 10.8, 7.1); eval back(1, 11, 6.9); eval back(2, 11.2, 6)

# The first to leave stands farthest right, so that no way crosses another.
at(n) = 4.9 + 0.95 * (3 - n)
x(n) = at(column("number"))
end(v) = v < 3 ? door(v) : 0.7
reached(y) = y >= end(column("verdict")) ? x(0) : NaN
colour(n) = column("number") + 1
told(error) = sprintf("%.1f %%", column(error))
name(s) = s[1:strstrt(s, "_") - 1]."\n".s[strstrt(s, "_") + 1:*]
set style textbox opaque noborder fc "#eef4f8" margins 0.6, 0.3
set label "a cure,\nand once more" at 11.15, 8 right textcolor rgb "#666666"
plot dat index "paths" using (x(0)):(8.4):(0): \
         (end(column("verdict")) - 8.4):(colour(0)) \
         with vectors nohead lc variable lw 5, \
     "" index "paths" using (x(0)):(end(column("verdict"))): \
         (column("verdict") < 3 ? 8.4 - x(0) : 0):(0):(colour(0)) \
         with vectors lc variable lw 5, \
     "" index "paths" using (x(0)):(8.83):(name(strcol("project"))) \
         with labels, \
     "" index "paths" using (x(0)):(7):"hidden" with labels boxed, \
     "" index "paths" using (x(0)):(6):"images" with labels boxed, \
     "" index "paths" using (x(0)):(5):"epochs" with labels boxed, \
     "" index "paths" using (reached(4)):(4):(told("training")) \
         with labels boxed, \
     "" index "paths" using (reached(3)):(3):(told("validation")) \
         with labels boxed, \
     "" index "paths" using (reached(2)):(2):(told("test")) with labels boxed
