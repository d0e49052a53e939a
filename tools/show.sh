# show.sh NAME PICTURE... -- opens pictures, or draws them as text where there
# is no display.
name=$1
shift
if [ -z "$name" ]; then
    echo 'make show NAME=... wants the name of a program; `make` lists them' >&2
    exit 2
fi
for picture; do
    case $picture in
    *.dat) echo "gnuplot is not installed; the data are in $picture" ;;
    *)  if [ "$(uname)" = Darwin ]; then
            open "$picture"
        elif [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && command -v xdg-open >/dev/null
        then
            xdg-open "$picture"
        else
            script=plots/$(basename "$picture" .svg).gp
            if ! command -v gnuplot >/dev/null; then
                echo "(no display, no gnuplot; the picture is $picture)"
            else
                gnuplot -e "dat='out/$name.dat'; text=1" "$script"
                echo "(no display: in letters; the picture is $picture)"
            fi
        fi ;;
    esac
done
