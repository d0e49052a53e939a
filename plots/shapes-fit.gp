# shapes-fit.gp -- why KSH's images cannot be 224 pixels wide
width = 900; height = 480
load "plots/style.gp"
set title "KSH's first layer, windows of 11 that are 4 apart: the right end of a row"
unset key; unset border; unset ytics; unset grid
set xlabel "pixel"; set xrange [190:234]; set xtics nomirror 4
set yrange [-2.3:0.8]
set style fill solid 1 border lc rgb "#666666"
y(row) = -row
# Pixels, the border of zeros, and what no window sees: the last left_over.
end(x) = column("side") + column("padding")
room(x) = (column("side") + 2 * column("padding") - 11) / 4 + 1
last(k) = end(0) - column("left_over") - 4 * k      # of the k-th from the end
said(x) = sprintf("(%d%s - 11)/4 + 1 = %g:  %d windows", column("side"), \
    column("padding") > 0 ? sprintf(" + 2·%d zeros", column("padding")) : "", \
    room(0), column("windows"))
over(x) = column("left_over") > 0 ? sprintf("%d not seen%s", \
    column("left_over"), column("padding") > 0 ? ": a 0" : "") : "all seen"
pixel(p) = p <= end(0) ? p : NaN
colour(p) = p > end(0) - column("left_over") ? 0xd55e00 : \
            p > column("side") ? 0xffffff : 0xdddddd
plot for [p = 191:228] dat index "ends" using (pixel(p)):(y(column("row"))):(0.5):(0.09): \
         (colour(p)) with boxxyerror lc rgb variable, \
     for [k = 0:3] "" index "ends" using (last(k) - 10.5): \
         (y(column("row")) + 0.2 + 0.1 * k):(11):(0) with vectors heads size 0.2, 90 \
         lt 1 lw 3, \
     "" index "ends" using (200):(y(column("row")) + 0.62):(said(0)) with labels left, \
     "" index "ends" using (end(0) + 1):(y(column("row"))):(over(0)) with labels left
