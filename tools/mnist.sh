#!/bin/sh
# mnist.sh FOLDER -- downloads MNIST, four files, into FOLDER.
#
# A file that is there and right is kept.  Any other is downloaded to a
# temporary folder, unpacked, compared with its SHA-256, and moved to its place
# only when it is right.  However this ends, by Ctrl-C too, it leaves whole
# files or none.
#
#     MNIST_MIRRORS="URL URL"   where to look instead, in this order
#     MNIST_SUMS=FILE           other sums, as sha256sum prints them: the test
#                               of this script downloads small files

mirrors=${MNIST_MIRRORS-"https://ossci-datasets.s3.amazonaws.com/mnist
    https://storage.googleapis.com/cvdf-datasets/mnist
    https://raw.githubusercontent.com/fgnt/mnist/master"}
sums='
ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db  train-images-idx3-ubyte
65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5  train-labels-idx1-ubyte
0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7  t10k-images-idx3-ubyte
ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2  t10k-labels-idx1-ubyte'

die() {
    echo "mnist.sh: $1" >&2
    exit 1
}

has() { command -v "$1" > /dev/null; }

sha256() {
    if has sha256sum; then sum=$(sha256sum < "$1")
    else sum=$(shasum -a 256 < "$1"); fi
    echo "${sum%% *}"
}

# fetch NAME SUM MIRROR: the right file in $work, or one line that says why not.
fetch() {
    url=${3%/}/$1.gz
    if ! why=$(curl --fail --location --silent --show-error --retry 1 \
        --connect-timeout 10 --speed-limit 1000 --speed-time 20 \
        --output "$work/$1.gz" "$url" 2>&1)
    then why=${why##*"$newline"}                # curl's last line
    elif ! gunzip -c < "$work/$1.gz" > "$work/$1" 2> /dev/null
    then why="is damaged and cannot be unpacked"
    elif [ "$(sha256 "$work/$1")" != "$2" ]
    then why="is not MNIST's file: its SHA-256 is another"
    else return 0
    fi
    echo "  $url: $why" >&2
    return 1
}

# get NAME SUM: the right file at its place in $folder.
get() {
    if [ -f "$folder/$1" ] && [ "$(sha256 "$folder/$1")" = "$2" ]; then
        echo "  $1: already there"
        return
    fi
    for mirror in $mirrors; do
        fetch "$1" "$2" "$mirror" || continue
        mv -f "$work/$1" "$folder/$1" || exit 1
        packed=$(wc -c < "$work/$1.gz")
        echo "  $1: $(((packed + 999) / 1000)) kB from $url"
        return
    done
    die "no mirror gave $1; get the four files by hand, unpack them and put \
them in $folder, or say MNIST=folder"
}

# Takes away, too, the folders that were made here and have stayed empty.
clean_up() {
    [ -z "$work" ] || rm -rf "$work"
    [ -z "$new" ] || (cd "$there" && rmdir -p "$new") 2> /dev/null
}

newline='
'
[ $# = 1 ] || die "say where to: mnist.sh FOLDER"
for tool in curl gunzip; do
    has "$tool" || die "needs $tool, which is not installed"
done
has sha256sum || has shasum || die "needs sha256sum or shasum; neither is there"
[ -z "${MNIST_SUMS-}" ] || sums=$(cat "$MNIST_SUMS") || exit 1

folder=${1%/} work=
there=$folder new=                    # FOLDER is $new, to be made, in $there
until [ -d "$there" ]; do
    new=${there##*/}${new:+/$new}
    there=$(dirname "$there")
done
trap clean_up EXIT
trap 'exit 130' HUP INT TERM
mkdir -p "$folder" && work=$(mktemp -d "$folder/.download.XXXXXX") || exit 1

echo "MNIST, 11 MB in four files:"
set -- $sums                          # sum, name, sum, name, ...
while [ $# -gt 1 ]; do
    get "$2" "$1"
    shift 2
done
echo "MNIST is in $folder: 60 000 training and 10 000 test digits"
