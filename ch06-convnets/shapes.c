// # How large is a convolutional network?
//
// Nielsen, chapter 6, describes the network of Krizhevsky, Sutskever and Hinton
// (KSH; the slides call it AlexNet), which won a competition in 2012: five
// layers of convolutions, two dense ones, a softmax, nearly 60 million
// parameters.  Do the sizes that he names give this number?  And the slides
// count layers: do deeper networks have more parameters?
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
// leave a pixel over.  With 227 they fit, and give maps of 55 x 55.
//
// (b) Layers three to five, it says, are not pooled.  Then the first dense
// layer has 43 264 inputs, and the network 200 million parameters.  In the
// paper layer five is pooled.
//
// (c) 3 x 224 x 224 neurons are in the input layer, not in the output layer;
// and pooling regions that overlap do not make "two pixel values": they are 3
// pixels wide and 2 apart.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/report.h"

// ## Settings: networks, a word for each layer
//
//     c96x11/4      convolution: 96 maps, windows of 11, 4 apart
//     c256x5+2:2    a border of 2 zeros; maps below in 2 groups: a map sees one
//     p3/2          pooling: windows of 3, 2 apart
//     d4096         dense, 4096 neurons
//     m64,96,...    GoogLeNet's module: 64 maps of 1 x 1; 96 of 1 x 1, and on
//                   top of them 128 of 3 x 3; 16 of 1 x 1, and 32 of 5 x 5; a
//                   pool, and 32 of 1 x 1; one after another
typedef struct {
    const char *name;          // a single word
    int year;                  // 0: not in the slides' table
    int depth;                 // its layers there
    int maps, side;            // of the image
    const char *layers;
} Net;

#define EARLY "c96x11/4 p3/2 c256x5+2:2 p3/2 c384x3+1 c384x3+1:2 c256x3+1:2 "
#define LATE "d4096 d4096 d1000"

enum { KSH, AS_TOLD, LENET, VGG, GOOGLENET, NETS = 9 };
static const Net NET[NETS] = {
    {"KSH", 2012, 8, 3, 227, EARLY "p3/2 " LATE},
    {"as_told", 0, 0, 3, 227, EARLY LATE},
    {"LeNet", 1998, 5, 1, 28, "c6x5+2 p2/2 c16x5 p2/2 d120 d84 d10"},
    {"VGG", 2014, 19, 3, 224,
     "c64x3+1 c64x3+1 p2/2 c128x3+1 c128x3+1 p2/2 "
     "c256x3+1 c256x3+1 c256x3+1 c256x3+1 p2/2 "
     "c512x3+1 c512x3+1 c512x3+1 c512x3+1 p2/2 "
     "c512x3+1 c512x3+1 c512x3+1 c512x3+1 p2/2 " LATE},
    {"GoogLeNet", 2014, 22, 3, 224,
     "c64x7/2+3 p3/2+1 c64x1 c192x3+1 p3/2+1 "
     "m64,96,128,16,32,32 m128,128,192,32,96,64 p3/2+1 "
     "m192,96,208,16,48,64 m160,112,224,24,64,64 m128,128,256,24,64,64 "
     "m112,144,288,32,64,64 m256,160,320,32,128,128 p3/2+1 "
     "m256,160,320,32,128,128 m384,192,384,48,128,128 p7 d1000"},
    {"dense", 0, 0, 1, 28, "d100 d10"},
    {"convolution", 0, 0, 1, 28, "c20x5 p2/2 d100 d10"},
    {"two", 0, 0, 1, 28, "c20x5 p2/2 c40x5 p2/2 d100 d10"},
    {"wide", 0, 0, 1, 28, "c20x5 p2/2 c40x5 p2/2 d1000 d1000 d10"},
};

// ## Reading a word
enum { BRANCHES = 6, MOST = 10000 };

typedef struct {
    char kind;                 // c, p, d, m
    int maps;
    int window, stride, padding, groups;
    int branch[BRANCHES];      // m: numbers of maps
} Step;

static int number(const char **at) {
    char *end;
    long value = strtol(*at, &end, 10);
    if (end == *at || value < 0 || value > MOST)
        wrong_usage("--layers: no number at '%s'", *at);
    *at = end;
    return (int)value;
}

// Reads a word, and moves on to the next.
static Step next_step(const char **at) {
    const char *word = *at;
    Step step = {.kind = *word, .window = 1, .stride = 1, .groups = 1};
    if (!strchr("cpdm", *word)) wrong_usage("--layers: what is '%s'?", word);
    *at = word + 1;
    int branch = 1;
    step.branch[0] = number(at);
    *(step.kind == 'p' ? &step.window : &step.maps) = step.branch[0];
    while (**at && **at != ' ') {
        char sign = *(*at)++;
        int value = number(at);
        if (sign == 'x') step.window = value;
        else if (sign == '/') step.stride = value;
        else if (sign == '+') step.padding = value;
        else if (sign == ':') step.groups = value;
        else if (step.kind == 'm' && sign == ',' && branch < BRANCHES)
            step.branch[branch++] = value;
        else wrong_usage("--layers: what is '%s'?", word);
    }
    if (!step.branch[0] || !step.window || !step.stride || !step.groups ||
        (step.kind == 'm' && branch < BRANCHES))
        wrong_usage("--layers: '%s' has a 0, or too few numbers", word);
    while (**at == ' ') ++*at;
    return step;
}

// ## The shape of a layer
//
//     side = (side below + 2 padding - window) / stride + 1
//
// rounded down: then some pixels at the border are left over.  A map has a
// kernel for every map below that it sees, and one bias.
typedef struct {
    long maps, side, left_over;
    long weights, biases;
    int depth;                 // layers with weights, one behind the other
} Shape;

static Shape windows(Shape below, const Step *step) {
    long room = below.side + 2 * step->padding - step->window;
    if (room < 0)
        wrong_usage("a window of %d on maps of side %ld", step->window,
                    below.side);
    return (Shape){.maps = below.maps, .side = room / step->stride + 1,
                   .left_over = room % step->stride};
}

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

// A neuron is a map of side 1.  It has a weight for every neuron below.
static Shape dense(Shape below, const Step *step) {
    return (Shape){step->maps, 1, 0,
                   step->maps * below.maps * below.side * below.side,
                   step->maps, 1};
}

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
    int count;
    Step step[MOST_LAYERS + 1];          // 1 ... count; 0: the image
    Shape shape[MOST_LAYERS + 1];
    long parameters;                     // of all layers
    int depth;
} Sizes;

static Sizes sizes_of(const Net *net) {
    Sizes it = {.shape[0] = {.maps = net->maps, .side = net->side}};
    const char *at = net->layers;
    while (*at) {
        if (it.count == MOST_LAYERS)
            wrong_usage("--layers: at most %d", MOST_LAYERS);
        Shape below = it.shape[it.count++];
        Step step = it.step[it.count] = next_step(&at);
        Shape shape = it.shape[it.count] = shape_of(below, &step);
        it.parameters += shape.weights + shape.biases;
        it.depth += shape.depth;
    }
    return it;
}

static long neurons(Shape it) { return it.maps * it.side * it.side; }

// ## Data for the pictures
//
// place: how many layers with weights there are up to this one.
static void print_layers(const Net *net, const Sizes *sizes) {
    const char *word = net->layers;
    say("layer          maps       side   neurons   parameters  left over");
    for (int l = 0, place = 0; l <= sizes->count; l++) {
        Shape it = sizes->shape[l];
        int length = l ? (int)strcspn(word, " ") : 5;
        const char *name = l ? word : "image";
        long learned = it.weights + it.biases;
        say("%-12.*s %6ld %4ld x %3ld %9ld %12ld %10ld", length, name, it.maps,
            it.side, it.side, neurons(it), learned, it.left_over);
        printf("%.*s %ld %ld %d %d %d %ld %ld\n", length, name, it.maps,
               it.side, sizes->step[l].groups, it.depth, place += it.depth,
               neurons(it), learned);
        if (l) word += length + (int)strspn(word + length, " ");
    }
    say("%ld parameters", sizes->parameters);
}

static void print_all(const Net nets[NETS], const Sizes sizes[NETS]) {
    block_begin("layers", "word maps side groups depth place neurons "
                          "parameters");
    print_layers(&nets[KSH], &sizes[KSH]);
    block_end();
    block_begin("networks", "name year depth parameters");
    for (int k = 0; k < NETS; k++)
        printf("%s %d %d %ld\n", nets[k].name, nets[k].year,
               sizes[k].depth, sizes[k].parameters);
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
        long below = as_told->shape[STEP[i] - 1].maps;
        snprintf(what, sizeof what, "Nielsen ch6, KSH: maps below that one of "
                 "layer %d sees", i + 2);
        claim(what, "", SEEN[i],
              (double)(below / as_told->step[STEP[i]].groups), 0);
    }
    claim_failed_because("Nielsen ch6, KSH: parameters, if layers 3 to 5 are "
                         "not pooled", "", 60e6,
                         (double)as_told->parameters,
                         "in the paper layer 5 is pooled");
}

static void make_claims(const Net nets[NETS], const Sizes sizes[NETS]) {
    Shape of_227 = {.maps = 3, .side = 227}, of_224 = {.maps = 3, .side = 224};
    const Step *first = &sizes[AS_TOLD].step[1];
    claim_ksh(&sizes[KSH], &sizes[AS_TOLD]);
    claim_true("our finding: GoogLeNet is deeper than KSH and VGG, and has "
               "fewer parameters", sizes[GOOGLENET].depth > sizes[VGG].depth &&
               sizes[GOOGLENET].parameters < sizes[KSH].parameters / 8 &&
               sizes[GOOGLENET].parameters < sizes[VGG].parameters / 20);
    claim_true("our finding: windows of 11, 4 apart, fit 227 pixels, not 224",
               windows(of_227, first).left_over == 0 &&
               windows(of_224, first).left_over > 0);
    for (int k = 0; k < NETS; k++) {
        char what[80];
        snprintf(what, sizeof what, "slides, table of depths: %s",
                 nets[k].name);
        if (nets[k].depth)
            claim(what, "layers", nets[k].depth, sizes[k].depth, 0);
    }
}

int main(int argc, char **argv) {
    static Sizes sizes[NETS];
    Net nets[NETS];
    memcpy(nets, NET, sizeof nets);
    Options options = options_begin(argc, argv, "how large is a convolutional "
                                                "network?");
    option_int(&options, "--side", &nets[KSH].side, 1, "of KSH's image");
    option_text(&options, "--layers", &nets[KSH].layers, "instead of KSH's");
    options_end(&options);
    if (nets[KSH].side > MOST) wrong_usage("--side is at most %d", MOST);

    caption("3 x %d x %d: %s", nets[KSH].side, nets[KSH].side,
            nets[KSH].layers);
    for (int k = 0; k < NETS; k++) sizes[k] = sizes_of(&nets[k]);
    print_all(nets, sizes);
    make_claims(nets, sizes);
    claims_print();
    return 0;
}
