# beyond_a_line.gp -- what one, two and three neurons call dark
width = 1100; height = 350
load "plots/style.gp"
set multiplot title "What one line cannot do: ".caption noenhanced

unset key; unset colorbox; unset grid; unset tics
set border 15; set clip two
set palette defined (0 "white", 1 "#cfe3f1"); set cbrange [0:1]
of(class) = column("dark") == class ? column("x2") : NaN
title_of(panel) = panel eq "linear" ? "linear data: one neuron" : \
    panel eq "one" ? "not linear: one neuron" : panel." hidden neurons"
do for [i = 1:4] {
    panel = word("linear one two three", i)
    low = i == 1 ? 0 : -1.6; high = i == 1 ? 2.4 : 1.6
    set size ratio -1 0.25, 0.88; set origin 0.25 * (i - 1), 0.04
    set title title_of(panel)
    set xrange [low:high]; set yrange [low:high]
    at(pixel) = low + (high - low) * pixel / 120.0
    spread(min, max) = max > min ? sprintf(" (%g ... %g)", min, max) : ""
    here(text) = strcol("panel") eq panel ? text : ""
    plot image(panel."_region") matrix using (at($1)):(at($2)):3 with image, \
         dat index panel."_lines" using "x1":"x2" with lines lt 1 lw 2, \
         "" index panel."_points" using "x1":(of(0)) with points lt 5 pt 3, \
         "" index panel."_points" using "x1":(of(1)) with points lt 7 pt 7, \
         "" index "right" using (0.5 * (low + high)):(low): \
             (here(strcol("percent")." % right".spread(column("min"), \
              column("max")))) with labels offset 0, -1
}
unset multiplot
