# style.gp -- one look for all pictures.  Loaded first by every script; `dat`
# and `svg` come from make, `width` and `height` may be set before.  With `text`
# (make show without a display) the picture is drawn in letters.
set encoding utf8
if (!exists("width")) width = 900
if (!exists("height")) height = 540
if (exists("text")) {
    set terminal dumb 110 36
} else {
    set terminal svg size width, height enhanced font "sans,14" \
        background rgb "white"
    set output svg
}

# Colours that colour-blind readers tell apart (Okabe and Ito), in this order.
set linetype 1 lc rgb "#0072b2" lw 2 pt 7 ps 0.5     # blue
set linetype 2 lc rgb "#d55e00" lw 2 pt 5 ps 0.5     # vermilion
set linetype 3 lc rgb "#009e73" lw 2 pt 9 ps 0.5     # green
set linetype 4 lc rgb "#cc79a7" lw 2 pt 11 ps 0.5    # purple
set linetype 5 lc rgb "#e69f00" lw 2 pt 13 ps 0.5    # orange
set linetype 6 lc rgb "#56b4e9" lw 2 pt 4 ps 0.5     # sky
set linetype 7 lc rgb "#000000" lw 2 pt 6 ps 0.5     # black
set linetype 8 lc rgb "#999999" lw 2 pt 8 ps 0.5     # grey
set linetype cycle 8
set style fill solid 0.25 noborder
set border 3 lc rgb "#666666"
set tics nomirror
if (!exists("text")) set grid lc rgb "#dddddd" lt 1 lw 1
set key noenhanced

# The program's own line about the run: settings, data set, seeds.
caption = system("sed -n 's/^# caption: //p' '" . dat . "'")

# plot image("name") matrix with image: a block that is an image.  (index would
# make gnuplot warn of the words in other blocks.)
image(name) = "< awk '/^# /{on = ($2 == \"" . name . "\")} on' '" . dat . "'"
