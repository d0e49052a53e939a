// # How large is a convolutional network?
//
// Nielsen, chapter 6, describes the network of Krizhevsky, Sutskever and Hinton
// (KSH; the slides call it AlexNet), which won a competition in 2012: five
// layers of convolutions, two dense ones, a softmax, nearly 60 million
// parameters.  Do the sizes that he names give this number?  And the slides
// count layers, from 5 in LeNet to 22 in GoogLeNet: are deeper networks larger?
//
//     make shapes                             layer by layer
//     make shapes ARGS="--side 224"           KSH, with images as in the text
//     make shapes ARGS='--side 32 --layers "c8x3+1 p2/2 c16x3+1 p2/2 d10"'
//
// Time: 1 s
//
// What to look for: the neurons are in the early layers, whose maps are large;
// the numbers to learn are in the late ones, where nothing is shared.  The
// first dense layer of KSH alone has 62 % of them.  GoogLeNet has hardly
// anything dense: nearly three times as many layers, a ninth of the numbers.
//
// Three things in the text do not fit.
//
// (a) Images of 224 x 224, as in the paper: windows of 11 that are 4 apart
// leave the last column and the last row of pixels unseen, and make maps of 54;
// in the end there are 49 million parameters.  With 227 they fit, and make the
// 55 of the paper's drawing.  (A border of 2 zeros around 224 makes 55, too,
// and what is left over is a zero.)
//
// (b) Layers three to five, it says, are not pooled.  Then the first dense
// layer has 43 264 inputs, and the network 200 million parameters.  In the
// paper layer five is pooled.
//
// (c) 3 x 224 x 224 neurons are in the input layer, not in the output layer;
// and pooling regions that overlap do not make "two pixel values": they are 3
// pixels wide and 2 apart.
#include <stdio.h>
#include <string.h>

#include "common/report.h"

// ## Settings: networks, a word for each layer
//
//     c96x11/4      convolution: 96 maps, windows of 11 x 11, 4 apart
//     c256x5+2:2    a border of 2 zeros; maps below in 2 groups: a map sees one
//     p3/2          pooling: windows of 3 x 3, 2 apart
//     d4096         dense, 4096 neurons
//     m64,96,...    a module of GoogLeNet's, explained below
typedef struct {
    const char *name;          // a single word
    int year, place;           // its competition, and place there; 0: none
    int depth;                 // how many layers the slides count
    int maps, side;            // of the image
    const char *layers;
} Net;

#define EARLY "c96x11/4 p3/2 c256x5+2:2 p3/2 c384x3+1 c384x3+1:2 c256x3+1:2 "
#define LATE "d4096 d4096 d1000"

enum { KSH = 1, GOOGLENET = 3, NETS };
static const Net TEXT[NETS] = {
    {"LeNet", 1998, 0, 5, 1, 28, "c6x5+2 p2/2 c16x5 p2/2 d120 d84 d10"},
    {"KSH", 2012, 1, 8, 3, 227, EARLY "p3/2 " LATE},
    {"VGG", 2014, 2, 19, 3, 224,
     "c64x3+1 c64x3+1 p2/2 c128x3+1 c128x3+1 p2/2 "
     "c256x3+1 c256x3+1 c256x3+1 c256x3+1 p2/2 "
     "c512x3+1 c512x3+1 c512x3+1 c512x3+1 p2/2 "
     "c512x3+1 c512x3+1 c512x3+1 c512x3+1 p2/2 " LATE},
    {"GoogLeNet", 2014, 1, 22, 3, 224,
     "c64x7/2+3 p3/2+1 c64x1 c192x3+1 p3/2+1 "
     "m64,96,128,16,32,32 m128,128,192,32,96,64 p3/2+1 "
     "m192,96,208,16,48,64 m160,112,224,24,64,64 m128,128,256,24,64,64 "
     "m112,144,288,32,64,64 m256,160,320,32,128,128 p3/2+1 "
     "m256,160,320,32,128,128 m384,192,384,48,128,128 p7 d1000"},
};
static const Net AS_TOLD = {"KSH", 2012, 1, 8, 3, 227, EARLY LATE};      // (b)

// ## Reading a word: signs, and a number after each
enum { BRANCHES = 6 };

typedef struct {
    char kind;                 // c, p, d, m
    int maps, window, stride, padding, groups;
    int branches, branch[BRANCHES];      // m: numbers of maps
} Step;

static int *field(Step *it, char sign) {
    if (sign == 'm' || sign == ',')
        return it->branches < BRANCHES ? &it->branch[it->branches++] : NULL;
    return sign == 'c' || sign == 'd' ? &it->maps
         : sign == 'p' || sign == 'x' ? &it->window
         : sign == '/' ? &it->stride
         : sign == '+' ? &it->padding
         : sign == ':' ? &it->groups : NULL;
}

// Reads a word, and moves on to the next.
static Step next_step(const char **at) {
    const char *word = *at;
    int length = 0;
    Step it = {*word, *word != 'c' && *word != 'd', 1, 1, 0, 1, 0, {0}};
    while (**at && **at != ' ') {
        int *number = field(&it, *(*at)++);
        if (!number || sscanf(*at, "%4d%n", number, &length) < 1 || *number < 0)
            wrong_usage("--layers: what is '%s'?", word);
        *at += length;
    }
    if (!strchr("cpdm", it.kind) || !it.maps || !it.window || !it.stride ||
        !it.groups || (it.kind == 'm' && it.branches < BRANCHES))
        wrong_usage("--layers: '%s' has a 0, or too few numbers", word);
    *at += strspn(*at, " ");
    return it;
}

// ## The shape of a layer
typedef struct {
    long maps, side, left_over;
    long weights, biases;
    int depth;                 // layers with weights, one behind the other
} Shape;

static long neurons(Shape it) { return it.maps * it.side * it.side; }

// A row of so many pixels, with a border of zeros at both ends.  The first
// window begins at its beginning, each of the others a stride further on:
//
//     side_out = (side + 2 padding - window) / stride + 1
//
// rounded down, because a window that does not fit is not there.  The rest of
// the division is how many pixels at the end no window sees.
//
//     KSH:   (227 - 11)/4 + 1 = 55           (224 - 11)/4 + 1 = 54 1/4
//     pool:  (55 - 3)/2 + 1 = 27;   5 wide, 2 zeros:  (27 + 4 - 5)/1 + 1 = 27
static Shape windows(Shape below, const Step *step) {
    long room = below.side + 2 * step->padding - step->window;
    if (room < 0)
        wrong_usage("a window of %d on maps of side %ld", step->window,
                    below.side);
    return (Shape){.maps = below.maps, .side = room / step->stride + 1,
                   .left_over = room % step->stride};
}

// A map has a kernel for each map below that it sees, and one bias, wherever
// its windows are: that is what sharing means.  The text's "48 input channels"
// are one of 2 groups of 96: KSH's maps live on two GPUs, and in most layers
// see only those on their own.
//
//     weights = maps · (maps below / groups) · window²         biases = maps
static Shape convolution(Shape below, const Step *step) {
    Shape it = windows(below, step);
    if (below.maps % step->groups)
        wrong_usage("%ld maps in %d groups", below.maps, step->groups);
    it.maps = it.biases = step->maps;
    it.weights = it.maps * (below.maps / step->groups) * step->window *
                 step->window;
    it.depth = 1;
    return it;
}

// A neuron is a map of side 1.  It has a weight of its own for every neuron
// below, so the dense layer after 256 maps of 6 x 6 is the largest of all.
static Shape dense(Shape below, const Step *step) {
    return (Shape){step->maps, 1, 0, step->maps * neurons(below), step->maps,
                   1};
}

// GoogLeNet's module is four networks side by side, on the same maps below.
// Their maps come out together:
//
//     b₀ of 1 x 1                        b₁ of 1 x 1, then b₂ of 3 x 3
//     a pool of 3 x 3, then b₅ of 1 x 1  b₃ of 1 x 1, then b₄ of 5 x 5
//
// Convolutions of 1 x 1 look at single pixels.  They turn many maps into few,
// and so make the 3 x 3 and 5 x 5 above them cheap.
static Shape module(Shape below, const Step *step) {
    const int *b = step->branch;
    long low = b[0] + b[1] + b[3] + b[5];        // 1 x 1, on the maps below
    return (Shape){b[0] + b[2] + b[4] + b[5], below.side, 0,
                   low * below.maps + 9L * b[1] * b[2] + 25L * b[3] * b[4],
                   low + b[2] + b[4], 2};
}

static Shape shape_of(Shape below, const Step *step) {
    return step->kind == 'c' ? convolution(below, step)
         : step->kind == 'd' ? dense(below, step)
         : step->kind == 'm' ? module(below, step) : windows(below, step);
}

// ## A whole network
enum { MOST_LAYERS = 100 };

typedef struct {
    int count, depth;
    long parameters;
    Step step[MOST_LAYERS + 1];          // 1 ... count; 0: the image
    Shape shape[MOST_LAYERS + 1];
} Sizes;

static Sizes sizes_of(const Net *net) {
    Sizes it = {.shape[0] = {.maps = net->maps, .side = net->side}};
    for (const char *at = net->layers; *at;) {
        if (it.count == MOST_LAYERS) wrong_usage("--layers: too many");
        Shape below = it.shape[it.count++];
        Step step = it.step[it.count] = next_step(&at);
        Shape shape = it.shape[it.count] = shape_of(below, &step);
        it.parameters += shape.weights + shape.biases;
        it.depth += shape.depth;
    }
    return it;
}

// ## Data for the pictures
//
// order: how many layers with weights there are up to this one.
static void print_layers(const Net *net, const Sizes *sizes) {
    const char *word = "image ";
    say("layer          maps       side   neurons   parameters  left over");
    block_begin("layers", "word maps side groups depth order neurons "
                          "parameters");
    for (int l = 0, order = 0; l <= sizes->count; l++) {
        Shape it = sizes->shape[l];
        int length = (int)strcspn(word, " ");
        long learned = it.weights + it.biases;
        say("%-12.*s %6ld %4ld x %3ld %9ld %12ld %10ld", length, word, it.maps,
            it.side, it.side, neurons(it), learned, it.left_over);
        printf("%.*s %ld %ld %d %d %d %ld %ld\n", length, word, it.maps,
               it.side, sizes->step[l].groups, it.depth, order += it.depth,
               neurons(it), learned);
        word = l == 0 ? net->layers : word + length;
        word += strspn(word, " ");
    }
    block_end();
    say("%ld parameters", sizes->parameters);
}

// KSH's first layer, for (a).
static Shape first_windows(int side, int padding) {
    Step step = {.window = 11, .stride = 4, .padding = padding};
    return windows((Shape){.maps = 3, .side = side}, &step);
}

static void print_ends(void) {
    static const int END[][2] = {{224, 0}, {227, 0}, {224, 2}};
    block_begin("ends", "row side padding windows left_over");
    for (int k = 0; k < 3; k++) {
        Shape it = first_windows(END[k][0], END[k][1]);
        printf("%d %d %d %ld %ld\n", k, END[k][0], END[k][1], it.side,
               it.left_over);
    }
    block_end();
}

static void print_networks(const Sizes sizes[NETS]) {
    block_begin("networks", "row name year place depth parameters");
    for (int k = 0; k < NETS; k++)
        printf("%d %s %d %d %d %ld\n", k, TEXT[k].name, TEXT[k].year,
               TEXT[k].place, sizes[k].depth, sizes[k].parameters);
    block_end();
}

// ## What the texts say
static void claim_ksh(const Sizes *ksh, const Sizes *as_told) {
    static const int STEP[] = {3, 5, 6, 7}, SEEN[] = {48, 256, 192, 192};
    claim("Nielsen ch6, KSH: parameters, 'nearly'", "", 60e6,
          (double)ksh->parameters, 1e6);
    claim("Nielsen ch6, KSH: hidden layers", "", 7, ksh->depth - 1, 0);
    for (int i = 0; i < 4; i++) {
        char what[80];
        long below = ksh->shape[STEP[i] - 1].maps;
        snprintf(what, sizeof what, "Nielsen ch6, KSH: input channels of layer "
                 "%d", i + 2);
        claim(what, "", SEEN[i], (double)(below / ksh->step[STEP[i]].groups),
              0);
    }
    claim_true("our finding: with layer 5 not pooled, as Nielsen has it, KSH "
               "would be three times as large",
               as_told->parameters > 3 * ksh->parameters);
}

static void claim_fit(void) {
    Shape of_224 = first_windows(224, 0), of_227 = first_windows(227, 0);
    Shape framed = first_windows(224, 2);
    claim_true("our finding: 55 windows of 11, 4 apart, fit 227 pixels",
               of_227.side == 55 && of_227.left_over == 0);
    claim_true("our finding: 54 fit 224 pixels, and leave one over",
               of_224.side == 54 && of_224.left_over == 1);
    claim_true("our finding: with a border of 2 they are 55, and see all 224",
               framed.side == 55 && framed.left_over <= 2);
}

static void claim_depths(const Sizes sizes[NETS]) {
    for (int k = 0; k < NETS; k++) {
        char what[80];
        snprintf(what, sizeof what, "slides, table of depths: %s",
                 TEXT[k].name);
        claim(what, "layers", TEXT[k].depth, sizes[k].depth, 0);
    }
    claim_between("our finding: KSH's parameters, as many times GoogLeNet's",
                  "", 8, 10, (double)sizes[KSH].parameters /
                  (double)sizes[GOOGLENET].parameters);
}

int main(int argc, char **argv) {
    static Sizes sizes[NETS], as_told, sizes_shown;
    Net shown = TEXT[KSH];
    Options options = options_begin(argc, argv, "how large is a convolutional "
                                                "network?");
    option_int(&options, "--side", &shown.side, 1, "of KSH's image");
    option_text(&options, "--layers", &shown.layers, "instead of KSH's");
    options_end(&options);
    if (shown.side > 10000) wrong_usage("--side is at most 10000");

    caption("%d x %d x %d: %s", shown.maps, shown.side, shown.side,
            shown.layers);
    sizes_shown = sizes_of(&shown);
    as_told = sizes_of(&AS_TOLD);
    for (int k = 0; k < NETS; k++) sizes[k] = sizes_of(&TEXT[k]);
    print_layers(&shown, &sizes_shown);
    print_ends();
    print_networks(sizes);
    claim_ksh(&sizes[KSH], &as_told);
    claim_fit();
    claim_depths(sizes);
    claims_print();
    return 0;
}
