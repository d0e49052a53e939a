#!/bin/sh
# test_mnist.sh -- tools/mnist.sh, without network: the mirrors are folders
# with four small files, and MNIST_SUMS has the sums of these.

if ! command -v curl > /dev/null; then
    echo "  - skipped: no curl"
    echo "0 passed, 0 failed"
    exit 0
fi

top=$(pwd)
box=$(mktemp -d) || exit 1
waiting=                              # processes that must not outlive this one
trap 'kill $waiting 2> /dev/null; rm -rf "$box"' EXIT
trap 'exit 130' HUP INT TERM
cd "$box" || exit 1
unset MNIST_MIRRORS MNIST_SUMS

. "$top/tests/check.sh"

# ---- Mirrors

names='train-images-idx3-ubyte train-labels-idx1-ubyte
       t10k-images-idx3-ubyte t10k-labels-idx1-ubyte'
last=t10k-labels-idx1-ubyte

sha256() { if command -v sha256sum > /dev/null; then sha256sum "$@"
           else shasum -a 256 "$@"; fi; }

mkdir right good
for name in $names; do
    echo "what $name holds" > right/$name
    gzip -c right/$name > good/$name.gz
done
(cd right && sha256 $names) > sums

for mirror in lacking other truncated; do cp -R good $mirror; done
rm lacking/$last.gz
echo "something else" | gzip -c > other/$last.gz
head -c 30 good/$last.gz > truncated/$last.gz

urls() {                              # urls FOLDER...
    for mirror; do echo "file://$box/$mirror" | sed 's/ /%20/g'; done
}

# mnist FOLDER MIRROR...: runs the script; what it says, how it ends.
mnist() {
    folder=$1; shift
    MNIST_SUMS=sums MNIST_MIRRORS=$(urls "$@") \
        sh "$top/tools/mnist.sh" "$folder" > said 2> complained
    status=$?
}

# ---- What is checked again and again

ended() {
    [ "$status" = "$1" ] || { echo "    | exit status $status"; false; }
}
show() { sed 's/^/    | /' complained; false; }
complaints() { [ "$(wc -l < complained)" -eq "$1" ] || show; }      # so many
complained_of() { grep -qF -e "$1" complained || show; }
said_last() { [ "$(tail -n 1 said)" = "$1" ]; }
same() { cmp -s "$1" "$2"; }
nothing_at() { [ ! -e "$1" ]; }
only() { [ "$(ls -A "$1")" = "$(ls -A "$2")" ]; }      # the same names in both
all_right() {                         # all_right FOLDER: four files, no more
    only "$1" right || return 1
    for name in $names; do same "$1/$name" "right/$name" || return 1; done
}
good_end() {                          # good_end FOLDER COMPLAINTS
    check "exit status 0" ended 0
    check "the four files, and nothing else, in $1" all_right "$1"
    check "$2 lines on stderr" complaints "$2"
    check "the last line says where it is" said_last \
        "MNIST is in $1: 60 000 training and 10 000 test digits"
}

# ---- The cases

begin "the four files are downloaded and unpacked"
mnist a/b good
good_end a/b 0
check "a line per file" [ "$(grep -c " from file://" said)" = 4 ]

begin "files that are there and right are not downloaded again"
mnist a/b
good_end a/b 0
mnist a/b nowhere
good_end a/b 0

begin "a file that is there and wrong is replaced, the others are kept"
echo damaged > a/b/$last
mnist a/b good
good_end a/b 0
check "one file downloaded" [ "$(grep -c " from file://" said)" = 1 ]

for mirror in lacking other truncated; do
    case $mirror in
    lacking) what="lacks a file" ;;
    other) what="has another file" ;;
    truncated) what="has half a file" ;;
    esac
    begin "where the first mirror $what the second is asked, for that file"
    mnist $mirror.here $mirror good
    good_end $mirror.here 1
    check "the line names the mirror and the file" \
        complained_of "/$mirror/$last.gz: "
    check "three files from the first" [ "$(grep -c "/$mirror/" said)" = 3 ]
done

begin "a mirror that is not there costs a line per file"
mnist d nowhere good
good_end d 4

begin "where no mirror has a right file: exit 1, what to do, no wrong file"
mnist e lacking other truncated
check "exit status 1" ended 1
check "a line per mirror and one at the end" complaints 4
check "it names the file" complained_of "no mirror gave $last"
check "it says what to do" complained_of "put them in e, or say MNIST=folder"
check "nothing but right files" [ "$(ls -A e | wc -l)" -eq 3 ]
check "no good news" [ -z "$(grep "MNIST is in" said)" ]

begin "a folder that was not there is not left behind empty"
mnist f/g/h nowhere
check "exit status 1" ended 1
check "no folder" nothing_at f
mkdir f
mnist f/g/h nowhere
check "a folder that was there stays" [ -d f ]
check "and stays empty" [ -z "$(ls -A f)" ]

begin "a folder with a space in its name"
mnist "my digits/of 1998/" good
good_end "my digits/of 1998" 0

# The mirror is a pipe that nobody writes to, so that curl waits until it is
# told that nothing comes; the script, meanwhile, is told to stop.
begin "stopped in the middle of a file it leaves nothing behind"
cp -R good slow
rm slow/$last.gz
mkfifo slow/$last.gz
MNIST_SUMS=sums MNIST_MIRRORS=$(urls slow) \
    sh "$top/tools/mnist.sh" stopped > said 2> complained &
script=$! tries=0
until [ -e stopped/t10k-images-idx3-ubyte ] || [ $tries = 10 ]; do
    tries=$((tries + 1))
    sleep 0.2 2> /dev/null || sleep 1
done
kill -TERM $script
(exec 3> slow/$last.gz) &
waiting=$!
wait $script
status=$?
check "exit status 130" ended 130
check "three whole files" [ "$(ls -A stopped | wc -l)" -eq 3 ]

begin "a missing tool is named in one line"
shell=$(command -v sh)
mkdir no_tools two_tools
ln -s "$(command -v curl)" "$(command -v gunzip)" two_tools
PATH=$box/no_tools "$shell" "$top/tools/mnist.sh" i > said 2> complained
status=$?
check "exit status 1 without curl" ended 1
check "one line" complaints 1
check "it names curl" complained_of "needs curl"
PATH=$box/two_tools "$shell" "$top/tools/mnist.sh" i > said 2> complained
status=$?
check "exit status 1 without a checksum tool" ended 1
check "one line" complaints 1
check "it names the tools" complained_of "needs sha256sum or shasum"
check "nothing is made" nothing_at i

tests_end
