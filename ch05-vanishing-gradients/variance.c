// # How large should random weights be?
//
// Slides on optimisation, "variance of each layer's outputs and gradients": the
// rules of Xavier and He come from a short calculation.  Here each of its lines
// is tried with random numbers.
//
//     make variance                             try every line
//     make variance ARGS="--wide 390 --thin 10" very unequal layers
//     make variance ARGS="--layers 60"          deeper networks of ReLUs
//
// Time: 2 s
//
// What to look for: in the first picture the measured variances lie on N σ² γ²,
// far from the sum that the slides print.  In the second, a rule that keeps the
// outputs (blue, flat) cannot keep the gradient as well, unless a layer has as
// many inputs as outputs; Xavier's shares the damage out.  In the third, ReLU
// networks fade with Xavier's rule, and faster with the words about He's.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/report.h"

// ## Settings: the slides have formulas, and no numbers
typedef struct {
    int wide, thin;            // sizes of neighbouring layers
    int layers;                // of the ReLU networks
    int trials;                // how often each experiment is repeated
} Settings;

static const Settings OURS = {300, 100, 20, 20};
enum { EXAMPLES = 100 };

// ## Random numbers of variance 1
//
// The calculation asks for independent numbers of mean 0, normal or uniform.
// One that is uniform from -h to h has the variance h²/3, so h must be √3.
static real uniform(Random *random) {
    return sqrt(3) * (2 * random_uniform(random) - 1);
}
typedef real Draw(Random *random);
static void fill(Matrix m, Draw *draw, real sd, Random *random) {
    for (int i = 0; i < m.rows * m.cols; i++) m.at[i] = sd * draw(random);
}
static real mean_square(Matrix m) { return mat_dot(m, m) / (m.rows * m.cols); }

// ## Up: the variance of a sum
//
//     o_i = Σ_j w_ij x_j,       E[w] = E[x] = 0,  Var[w] = σ²,  Var[x] = γ²
//     Var[o_i] = Σ_j E[w_ij²] E[x_j²] = N_in σ² γ²
//
// The slides print Σ E[w²] + Σ E[x²] in the middle, and lack the Σ in the line
// before.  Independent factors multiply; so does the slides' own result.
//
// ## Down: the same, with the matrix transposed
//
//     ∂C/∂x_j = Σ_i w_ij δ_i        Var[∂C/∂x_j] = N_out σ² Var[δ]
//
// So a layer multiplies variances by N_in σ² on the way up, and by N_out σ² on
// the way down.
typedef struct { int in, out; } Sizes;

typedef struct {
    Sizes n;                   // N_in, N_out
    real var_w, var_x;         // σ², γ²
    Draw *draw;
} Layer;

typedef struct {
    real up, down;             // Var[o];  Var[∂C/∂x], Var[δ] being 1
} Variances;

static Variances measure(Layer it, int trials, Random *random) {
    Matrix w = mat_new(it.n.out, it.n.in), x = mat_new(EXAMPLES, it.n.in);
    Matrix o = mat_new(EXAMPLES, it.n.out);
    Variances sum = {0, 0};
    for (int t = 0; t < trials; t++) {
        fill(w, it.draw, sqrt(it.var_w), random);
        fill(x, it.draw, sqrt(it.var_x), random);
        mat_mul_bt(o, x, w);
        sum.up += mean_square(o);
        fill(o, it.draw, 1, random);             // now it is δ
        mat_mul(x, o, w);                        // and this ∂C/∂x
        sum.down += mean_square(x);
    }
    mat_free(&o);
    mat_free(&x);
    mat_free(&w);
    return (Variances){sum.up / trials, sum.down / trials};
}

// ## Rules
//
// Variances are kept on the way up if N_in σ² = 1, and on the way down if
// N_out σ² = 1.  Xavier's rule asks for the mean of both to be 1:
//
//     ½ (N_in σ² + N_out σ²) = 1      so      σ² = 2 / (N_in + N_out)
//
// That is exact for neurons with a = z, and nearly so for tanh close to 0.
static real keep_outputs(Sizes n) { return 1.0 / n.in; }
static real keep_gradient(Sizes n) { return 1.0 / n.out; }
static real xavier(Sizes n) { return 2.0 / (n.in + n.out); }

// ReLU is not linear (that is what the slides mean with "ReLU has no ability").
// It cuts off the negative half of z, and with it half of the mean square:
//
//     E[a²] = ½ E[z²] = ½ N_in σ² E[x²]       so      σ² = 2 / N_in
//
// He's rule *multiplies* Xavier's by 2.  The slides say "divide by 2", and then
// multiply in the formula; which is He's own, 2 / N_in, if there are as many
// inputs as outputs, and otherwise a compromise.
static real he_in_words(Sizes n) { return xavier(n) / 2; }
static real he_on_slides(Sizes n) { return 4.0 / (n.in + n.out); }
static real he(Sizes n) { return 2.0 / n.in; }

// The first three are tried with linear neurons; Xavier's and those behind it,
// and any that you add there, with ReLUs.
typedef struct {
    const char *name;          // a single word
    real (*variance)(Sizes n);
} Rule;

static const Rule RULES[] = {
    {"keep_outputs", keep_outputs}, {"keep_gradient", keep_gradient},
    {"xavier", xavier}, {"in_words", he_in_words}, {"on_slides", he_on_slides},
    {"he", he}};
enum { OUTPUTS, GRADIENT, XAVIER, IN_WORDS, ON_SLIDES, HE };
enum { NUMBER = sizeof RULES / sizeof *RULES };

// ## A network of ReLUs
static real relu(real z) { return z > 0 ? z : 0; }

// Layers are wide and thin in turns.  Into squares goes E[a²] of each layer, 1
// for the input: a mean of many networks, as the theory is about means.
static void climb(Matrix squares, const Rule *rule, Settings set,
                  Random *random) {
    int most = set.wide > set.thin ? set.wide : set.thin;
    Matrix w_space = mat_new(most, most);
    Matrix space[2] = {mat_new(EXAMPLES, most), mat_new(EXAMPLES, most)};
    mat_fill(squares, 0);
    AT(squares, 0, 0) = 1;
    for (int t = 0; t < set.trials; t++) {
        Matrix x = mat_view(space[0].at, EXAMPLES, set.wide);
        fill(x, random_normal, 1, random);
        for (int l = 1; l <= set.layers; l++) {
            Sizes n = {x.cols, l % 2 ? set.thin : set.wide};
            Matrix w = mat_view(w_space.at, n.out, n.in);
            Matrix a = mat_view(space[l % 2].at, EXAMPLES, n.out);
            fill(w, random_normal, sqrt(rule->variance(n)), random);
            mat_mul_bt(a, x, w);
            mat_map(a, relu, a);
            AT(squares, 0, l) += mean_square(a) / set.trials;
            x = a;
        }
    }
    mat_free(&space[1]);
    mat_free(&space[0]);
    mat_free(&w_space);
}

// ## The experiments
static const Layer LAYERS[] = {
    {{30, 50}, 0.01, 1, uniform}, {{100, 50}, 0.01, 1, random_normal},
    {{100, 50}, 0.0004, 4, uniform}, {{784, 30}, 0.0025, 0.09, random_normal},
    {{200, 80}, 0.25, 0.25, uniform}, {{50, 100}, 16, 9, random_normal}};

// From 1/8 to 7/8 of the neurons stand before the weights; FAR is 3/4.
enum { TRIED = sizeof LAYERS / sizeof *LAYERS, HUNDRED = 1 };
enum { SHAPES = 7, FAR = 5 };
static Sizes shape(Settings set, int k) {
    int total = set.wide + set.thin, in = total * (k + 1) / (SHAPES + 1);
    return (Sizes){in, total - in};
}

typedef struct {
    real sums[TRIED];                            // Var[o]
    Variances shapes[XAVIER + 1][SHAPES];
    Matrix squares[NUMBER];                      // E[a²] by layer; ReLU rules
} Result;

static void try_all(Result *result, Settings set, Random *random) {
    for (int i = 0; i < TRIED; i++)
        result->sums[i] = measure(LAYERS[i], set.trials, random).up;
    for (int r = 0; r <= XAVIER; r++)
        for (int k = 0; k < SHAPES; k++) {
            Sizes n = shape(set, k);
            Layer it = {n, RULES[r].variance(n), 1, random_normal};
            result->shapes[r][k] = measure(it, set.trials, random);
        }
    for (int r = XAVIER; r < NUMBER; r++)
        climb(result->squares[r], &RULES[r], set, random);
}

// ## Data for the pictures
static real product(Layer it) { return it.n.in * it.var_w * it.var_x; }
static real printed_sum(Layer it) { return it.n.in * (it.var_w + it.var_x); }

static void print_result(const Result *result, Settings set) {
    block_begin("sums", "product sum measured");
    for (int i = 0; i < TRIED; i++)
        printf("%.5g %.5g %.5g\n", product(LAYERS[i]), printed_sum(LAYERS[i]),
               result->sums[i]);
    block_end();
    block_begin("shapes", "rule n_in n_out up down up_theory down_theory");
    for (int r = 0; r <= XAVIER; r++, printf("\n"))
        for (int k = 0; k < SHAPES; k++) {
            Sizes n = shape(set, k);
            Variances it = result->shapes[r][k];
            real variance = RULES[r].variance(n);
            printf("%s %d %d %.5g %.5g %.5g %.5g\n", RULES[r].name, n.in,
                   n.out, it.up, it.down, n.in * variance, n.out * variance);
        }
    block_end();
    block_begin("relus", "rule layer square");
    for (int r = XAVIER; r < NUMBER; r++, printf("\n"))
        for (int l = 0; l <= set.layers; l++)
            printf("%s %d %.5g\n", RULES[r].name, l,
                   AT(result->squares[r], 0, l));
    block_end();
}

// ## What the slides say, beside what we measure
static void claim_linear(const Result *result) {
    Spread sums = {0};
    for (int i = 0; i < TRIED; i++)
        spread_add(&sums, result->sums[i] / product(LAYERS[i]));
    claim("Slides: Var[o] over N_in σ² γ², lowest", "", 1, sums.min, 0.03);
    claim("Slides: Var[o] over N_in σ² γ², highest", "", 1, sums.max, 0.03);
    claim_failed_because("Slides, Σ E[w²] + Σ E[x²] as printed, over Var[o] (N "
                         "100, σ 0.1, γ 1)", "", 1,
                         printed_sum(LAYERS[HUNDRED]) / result->sums[HUNDRED],
                         "a slip: it must be Σ E[w²] E[x²]");
    Variances both = result->shapes[XAVIER][FAR];
    claim("Slides: N_in σ² = 1 (300 to 100): outputs' variance, times", "", 1,
          result->shapes[OUTPUTS][FAR].up, 0.03);
    claim("our finding: and the gradient's, times", "", 1.0 / 3,
          result->shapes[OUTPUTS][FAR].down, 0.03);
    claim("Slides: N_out σ² = 1 (300 to 100): gradient's variance, times", "",
          1, result->shapes[GRADIENT][FAR].down, 0.03);
    claim("Slides: Xavier (300 to 100), mean of outputs' and gradient's", "", 1,
          (both.up + both.down) / 2, 0.03);
    claim("our finding: but the outputs' alone, times", "", 1.5, both.up, 0.05);
}

// The sample variance of weights that are drawn by a rule.
static double drawn(real variance, Draw *draw, Random *random) {
    Matrix w = mat_new(300, 100);
    fill(w, draw, sqrt(variance), random);
    double sample = mean_square(w);
    mat_free(&w);
    return sample;
}

static void claim_relu(const Result *result, int layers, Random *random) {
    claim("Slides, Xavier, 2 / (300 + 100), normal", "", 0.005,
          drawn(xavier((Sizes){300, 100}), random_normal, random), 0.0001);
    claim("Slides, He, 4 / (300 + 100), uniform", "", 0.01,
          drawn(he_on_slides((Sizes){300, 100}), uniform, random), 0.0002);
    double kept[NUMBER];                     // by a layer; two in the mean
    for (int r = XAVIER; r < NUMBER; r++)
        kept[r] = pow(AT(result->squares[r], 0, layers), 1.0 / layers);
    claim_failed_because("Slides, He in words, Xavier divided by 2: mean "
                         "square kept by a layer", "times", 1, kept[IN_WORDS],
                         "a slip: it must be multiplied by 2");
    claim("our finding: Xavier with ReLU, the same", "times", sqrt(3) / 4,
          kept[XAVIER], 0.03);
    claim("our finding: 4 / (N_in + N_out), the same, layers of 300 and 100",
          "times", sqrt(3) / 2, kept[ON_SLIDES], 0.05);
    claim("our finding: 2 / N_in, the same", "times", 1, kept[HE], 0.05);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "how large should random "
                                                "weights be?");
    option_int(&options, "--wide", &set.wide, 8, "neurons of wide layers");
    option_int(&options, "--thin", &set.thin, 8, "of those between them");
    option_int(&options, "--layers", &set.layers, 2, "of ReLU networks");
    options_end(&options);
    if (set.wide > 5000 || set.thin > 5000 || set.layers > 1000)
        wrong_usage("at most --wide 5000, --thin 5000, --layers 1000");

    say("%d rules, each tried %d times", NUMBER, set.trials);
    caption("layers of %d and %d, %d trials of %d examples, seed %d", set.wide,
            set.thin, set.trials, EXAMPLES, (int)options.seed);
    Result result;
    for (int r = XAVIER; r < NUMBER; r++)
        result.squares[r] = mat_new(1, set.layers + 1);
    for (int k = 0; k < options.seeds; k++) {
        Random random = random_new(options.seed + (uint64_t)k);
        try_all(&result, set, &random);
        if (k == 0) print_result(&result, set);
        claim_linear(&result);
        claim_relu(&result, set.layers, &random);
    }
    for (int r = NUMBER - 1; r >= XAVIER; r--) mat_free(&result.squares[r]);
    claims_print();
    return 0;
}
