# deltas-change.gp -- a change of Ao becomes a change of E; one update, any rate
width = 1100; height = 480
load "plots/style.gp"
set multiplot title caption noenhanced
set size 0.55, 0.92; set origin 0, 0
set title "Ao changes by Am; times Aδ, this changes E by Em"
set style fill solid 0.8 noborder
set boxwidth 0.7; unset key
set xrange [0.4:7.6]; set ylabel "amount"; set offsets 0, 0, 0.5, 0.5
set xzeroaxis lt 7 lw 1
set xtics ("Ao" 1, "Ao + Am" 2, "Am" 3, "Em" 4, "E" 5, "E + Em" 6, "really" 7)
said(v) = sprintf("%.4g", v)
above(v) = v < 0 ? v - 0.2 : v + 0.2
stats dat index "bars" using "Ao" name "o" nooutput
stats dat index "bars" using "Am" name "m" nooutput
stats dat index "bars" using "Em" name "em" nooutput
stats dat index "bars" using "Adelta" name "d" nooutput
# The wedge: from the height of Am to the height of Em.
set object 1 polygon from 3.35, 0 to 3.35, m_min to 3.65, em_min to 3.65, 0 \
    to 3.35, 0 fs solid 0.3 noborder fc rgb "#d55e00"
set label sprintf("× Aδ = %g", d_min) at 3.5, above(em_min) + \
    (em_min < 0 ? -0.45 : 0.45) center tc lt 2
plot dat index "bars" using (1):"Ao" with boxes lt 1, \
     "" index "bars" using (2):(column("Ao") + column("Am")) with boxes lt 1, \
     "" index "bars" using (3):"Am" with boxes lt 5, \
     "" index "bars" using (4):"Em" with boxes lt 2, \
     "" index "bars" using (5):"E" with boxes lt 7, \
     "" index "bars" using (6):"predicted" with boxes lt 3, \
     "" index "bars" using (7):"really" with boxes lt 7, \
     "" index "bars" using (1):(above(column("Ao"))):(said(column("Ao"))) \
         with labels, \
     "" index "bars" using (2):(above(o_min + m_min)):(said(o_min + m_min)) \
         with labels, \
     "" index "bars" using (3):(above(column("Am"))):(said(column("Am"))) \
         with labels, \
     "" index "bars" using (4):(above(column("Em"))):(said(column("Em"))) \
         with labels, \
     "" index "bars" using (5):(above(column("E"))):(said(column("E"))) \
         with labels, \
     "" index "bars" using (6):(above(column("predicted"))): \
         (said(column("predicted"))) with labels, \
     "" index "bars" using (7):(above(column("really"))): \
         (said(column("really"))) with labels

unset object; unset label; unset offsets; unset xzeroaxis
set size 0.45, 0.92; set origin 0.55, 0
set title "E after one update of all eight weights"
set xlabel "learning rate η"; set ylabel "error E"
set xrange [0:0.1]; set yrange [0:*]; set xtics auto
plot dat index "rates" using "eta":"error" with lines lt 1 lw 3, \
     "" index "chosen" using "eta":"error" with points lt 2 pt 7 ps 1.4, \
     "" index "chosen" using "eta":"error":(sprintf("η = %g", column("eta"))) \
         with labels offset 0, 1.2
unset multiplot
