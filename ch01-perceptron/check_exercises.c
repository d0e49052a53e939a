// # What the exercises of chapter 1 demand
//
// A check knows the answer by another way than the one that is asked for: a
// slope is a difference of values, a count is made one by one, a minimum is
// found by trying.  So there is nothing to copy here.
#include <math.h>

#include "ch01-perceptron/exercises.h"
#include "tools/exercises.h"

static double step(double z) { return z >= 0; }

static double z_of(Line n, const double x[2]) {
    return n.w[0] * x[0] + n.w[1] * x[1] + n.b;
}

static int mistakes(Line n) {
    int wrong = 0;
    for (int i = 0; i < POINTS; i++)
        wrong += step(z_of(n, POINT[i])) != IS_STAR[i];
    return wrong;
}

// 1.1: each point, as the neuron sees it.
static void check_line(const Answers *a) {
    for (int i = 0; i < POINTS; i++)
        expect(step(z_of(a->line, POINT[i])), IS_STAR[i],
               "the answer at (%g, %g), where z is %g; %d mistakes in all",
               POINT[i][0], POINT[i][1], z_of(a->line, POINT[i]),
               mistakes(a->line));
}

// 1.2: all lines through (0, 0), a tenth of a degree apart, both ways round.
static void check_fewest_mistakes(const Answers *a) {
    int fewest = POINTS;
    for (int i = 0; i < 3600; i++) {
        double angle = (i + 0.5) * acos(-1) / 1800;
        int wrong = mistakes((Line){{cos(angle), sin(angle)}, 0});
        if (wrong < fewest) fewest = wrong;
    }
    expect_secret(a->fewest_mistakes, fewest, "the fewest mistakes");
}

// 1.3: by hand, and by what each part adds.
static void check_weighted_sum(const Answers *a) {
    const double w[] = {2, -1, 0.5}, x[] = {3, 4, 10};
    expect(a->weighted_sum(2, w, x, 0.5), 2.5,
           "w = (2, -1), x = (3, 4), b = 0.5");
    expect(a->weighted_sum(3, w, x, -7), 0,
           "w = (2, -1, 0.5), x = (3, 4, 10), b = -7");
    expect(a->weighted_sum(1, w, x, 1), 7, "w = (2), x = (3), b = 1");
    expect(a->weighted_sum(0, w, x, 8), 8, "no inputs, b = 8");
}

// 1.4: by pointing at every weight and every bias, one by one.
static void check_parameters(const Answers *a) {
    const int networks[][5] = {
        {3, 784, 30, 10}, {4, 4, 5, 5, 3}, {2, 7, 1}, {1, 9}};
    for (int i = 0; i < 4; i++) {
        int layers = networks[i][0], count = 0;
        const int *sizes = networks[i] + 1;
        for (int l = 1; l < layers; l++)
            for (int j = 0; j < sizes[l]; j++, count++)       // the bias
                for (int k = 0; k < sizes[l - 1]; k++) count++;
        expect(a->parameters(layers, sizes), count,
               "%d layers, of %d ... %d neurons", layers, sizes[0],
               sizes[layers - 1]);
    }
}

// 1.5: z of the example moves by η · error · (x₁² + x₂² + 1), and nothing
// turns but towards x; then it learns the stars.
static void check_correct(const Answers *a) {
    const Line before = {{0.5, -1}, 0.25}, zero = {{0, 0}, 0};
    const double x[] = {2, 1}, far[] = {-2, 3};
    Line n = a->correct(before, x, 0, 0.1);
    expect(n.w[0], 0.3, "w₁, from 0.5; x = (2, 1), z = 0.25, y = 0, η = 0.1");
    expect(n.w[1], -1.1, "w₂, from -1; x = (2, 1), z = 0.25, y = 0, η = 0.1");
    expect(n.b, 0.15, "b, from 0.25; x = (2, 1), z = 0.25, y = 0, η = 0.1");
    n = a->correct(before, far, 1, 0.5);
    expect(z_of(n, far), z_of(before, far) + 0.5 * (4 + 9 + 1),
           "z, after the answer at x = (-2, 3) was too low, η = 0.5");
    n = a->correct(before, x, 1, 0.1);
    expect(n.w[0], 0.5, "w₁, when the answer is right already");
    n = a->correct(zero, x, 1, 0.1);
    expect(n.b, 0, "b, at z = 0, where the step is 1, and so is y");
    n = zero;
    for (int pass = 0; pass < 1000; pass++)
        for (int i = 0; i < POINTS; i++)
            n = a->correct(n, POINT[i], IS_STAR[i], 0.1);
    expect(mistakes(n), 0, "mistakes with the stars, after 1000 passes");
}

// 1.6: the larger of z and leak · z; the slope, from two values.
static void check_leaky_relu(const Answers *a) {
    const double leaks[] = {0.1, 0.01, 0.002}, at[] = {-2, -0.5, 0, 0.5, 3};
    const double h = 1e-5;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 5; j++)
            expect(a->leaky_relu(at[j], leaks[i]),
                   fmax(at[j], leaks[i] * at[j]), "leaky_relu(%g, leak %g)",
                   at[j], leaks[i]);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 5; j++) {
            double above = fmax(at[j] + h, leaks[i] * (at[j] + h));
            double below = fmax(at[j] - h, leaks[i] * (at[j] - h));
            if (at[j] == 0) continue;              // a corner has no slope
            expect(a->leaky_relu_prime(at[j], leaks[i]),
                   (above - below) / (2 * h), "its slope at %g, leak %g", at[j],
                   leaks[i]);
        }
}

// 1.7: the slope, from two values.
static double sigmoid(double z) { return 1 / (1 + exp(-z)); }
static double relu(double z) { return fmax(0, z); }

static void check_slope(double (*y)(double), double (*prime)(double),
                        const char *name) {
    const double h = 1e-5;
    for (double z = -2.25; z <= 2.5; z += 0.5)
        expect(prime(y(z)), (y(z + h) - y(z - h)) / (2 * h),
               "the slope of %s where y is %.4f (z = %g)", name, y(z), z);
}

static void check_slopes(const Answers *a) {
    check_slope(sigmoid, a->sigmoid_prime, "the sigmoid");
    check_slope(tanh, a->tanh_prime, "tanh");
    check_slope(relu, a->relu_prime, "ReLU");
}

// 1.8: every weight, and the bias, a little more and a little less.
static double tanh_error(Neuron3 n, int count, const Example e[]) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        const double *x = e[i].x;
        double z = n.w[0] * x[0] + n.w[1] * x[1] + n.w[2] * x[2] + n.b;
        sum += pow(e[i].t - tanh(z), 2);
    }
    return sum / 2;
}

static void check_tanh_gradient(const Answers *a) {
    const Example e[] = {{{1, 0.5, -0.3}, 0.9}, {{-0.4, 0.8, 0.6}, -0.2},
                         {{0.7, -1.1, 0.2}, 0.1}};
    const Neuron3 n = {{0.3, -0.6, 0.8}, 0.25};
    const double h = 1e-5;
    for (int count = 1; count <= 3; count += 2)
        for (int k = 0; k < 4; k++) {
            Neuron3 up = n, down = n, got = a->gradient(n, count, e);
            *(k < 3 ? &up.w[k] : &up.b) += h;
            *(k < 3 ? &down.w[k] : &down.b) -= h;
            double slope = (tanh_error(up, count, e) -
                            tanh_error(down, count, e)) / (2 * h);
            expect(k < 3 ? got.w[k] : got.b, slope, "∂E/∂%s of %d example%s",
                   (const char *[]){"w₁", "w₂", "w₃", "b"}[k], count,
                   count > 1 ? "s" : "");
        }
}

// 1.9: by trying, and halving the interval between a rate that comes down and
// one that does not.
static bool comes_down(double eta) {
    double w = 1;
    for (int i = 0; i < 2000000 && fabs(w) > 0.5 && fabs(w) < 2; i++)
        w -= eta * 4 * w;
    return fabs(w) <= 0.5;
}

static void check_largest_eta(const Answers *a) {
    double low = 0.001, high = 10;
    while (high - low > 1e-6) {
        double middle = (low + high) / 2;
        if (comes_down(middle)) low = middle;
        else high = middle;
    }
    if (!(fabs(a->largest_eta - low) <= 1e-5))
        expect_secret(a->largest_eta, low, "the largest rate");
}

// 1.10: the four points.
static void check_exclusive_or(const Answers *a) {
    for (int i = 0; i < 4; i++) {
        double x[] = {i / 2, i % 2}, hidden[2];
        for (int j = 0; j < 2; j++)
            hidden[j] = step(z_of(a->exclusive_or.hidden[j], x));
        expect(step(z_of(a->exclusive_or.output, hidden)), x[0] != x[1],
               "the answer at (%g, %g), where the hidden neurons say %g and %g",
               x[0], x[1], hidden[0], hidden[1]);
    }
}

// 1.11: bills made from known prices; and bills that are slightly wrong, where
// E must be less than at any prices near by.
static double bills_error(const double w[3], int meals, const double x[][3],
                          const double bill[]) {
    double sum = 0;
    for (int i = 0; i < meals; i++)
        sum += pow(bill[i] - w[0] * x[i][0] - w[1] * x[i][1] - w[2] * x[i][2],
                   2);
    return sum / 2;
}

static void check_find_prices(const Answers *a) {
    enum { MEALS = 7 };
    static const char *const ITEM[] = {"a burger", "fries", "a soda"};
    const double meal[MEALS][3] = {{2, 5, 3}, {1, 0, 4}, {5, 1, 0}, {0, 3, 1},
                                   {4, 4, 1}, {1, 2, 5}, {3, 0, 2}};
    const double prices[][3] = {{8, 4, 2}, {1.5, 2.5, 0.75}};
    const double slip[MEALS] = {0.3, -0.2, 0.1, -0.4, 0.2, 0.1, -0.3};
    double bill[MEALS], got[3];
    for (int p = 0; p < 2; p++) {
        for (int i = 0; i < MEALS; i++) {
            bill[i] = 0;
            for (int k = 0; k < 3; k++) bill[i] += prices[p][k] * meal[i][k];
        }
        todo_fill(got, 3);
        a->find_prices(got, MEALS, meal, bill);
        for (int k = 0; k < 3; k++)
            expect_near(got[k], prices[p][k], 1e-5, "the price of %s", ITEM[k]);
    }
    for (int i = 0; i < MEALS; i++) bill[i] += slip[i];
    todo_fill(got, 3);
    a->find_prices(got, MEALS, meal, bill);
    double least = bills_error(got, MEALS, meal, bill);
    for (int k = 0; k < 3; k++)
        for (int sign = -1; sign <= 1; sign += 2) {
            double near[3] = {got[0], got[1], got[2]};
            near[k] += sign * 1e-4;
            double there = bills_error(near, MEALS, meal, bill);
            expect_near(fmax(0, least - there), 0, 0,
                        "bills that are slightly wrong: E would be smaller by "
                        "this,\n      if %s cost %g %s", ITEM[k], 1e-4,
                        sign > 0 ? "more" : "less");
        }
}

// ## The exercises, in their order
static const Exercise EXERCISES[] = {
    {"1.1", "A line for the stars", "Elgendy 2.1.1, sidebar on the bias",
     check_line,
     {"z is too large for circles: all points are on one side.",
      "The circles have x₁ + x₂ from 0.6 to 0.9, the stars from 1.8 on.",
      "Leave w at (1, 1): z is x₁ + x₂ + b.  Which b makes it negative at 0.9 "
      "and positive at 1.8?"}},
    {"1.2", "The same through (0, 0)", "Elgendy 2.1.1, sidebar on the bias",
     check_fewest_mistakes,
     {"Set b to 0 in 1.1 and try some w.",
      "At three times x, without b, z is three times as large: what does that "
      "do to its sign?",
      "A star and its circle get the same answer: one of the two is wrong, "
      "in each of the four pairs."}},
    {"1.3", "The weighted sum", "Elgendy 2.1.1, figure 2.4",
     check_weighted_sum,
     {"Begin with a number that is to become z, and add to it in a loop.",
      "The loop goes from i = 0 while i < n; the bias is added once.",
      "double z = b; for (int i = 0; i < n; i++) z += ...; return z;"}},
    {"1.4", "How many numbers does a network learn?",
     "Elgendy 2.2.3, quick exercise", check_parameters,
     {"4 inputs and 5 neurons: 4 · 5 weights.  And how many biases?",
      "Inputs are no neurons: they have no bias and no weights of their own.",
      "Add sizes[l - 1] * sizes[l] + sizes[l], for l = 1 ... layers - 1."}},
    {"1.5", "How a perceptron learns", "Elgendy 2.1.2, figure 2.7",
     check_correct,
     {"First the answer of the neuron as it is, by weighted_sum and a step; "
      "then the error; then the changes.",
      "The error is 0, 1 or -1, so there are three cases, and one formula.",
      "n.w[i] += eta * error * x[i], for both i, and n.b += eta * error."}},
    {"1.6", "A ReLU that leaks", "Elgendy 2.3.7, figure 2.19",
     check_leaky_relu,
     {"Two cases: z < 0 and the rest.",
      "For z < 0 it is the line leak · z.  What is the slope of that line?",
      "return z < 0 ? leak * z : z; and for the slope, leak or 1."}},
    {"1.7", "Slopes, told from the answer",
     "Buduma, gradient descent with sigmoid neurons", check_slopes,
     {"The argument is y, not z: no exp and no tanh are needed.",
      "tanh is sinh/cosh; by the quotient rule its slope is "
      "(cosh² - sinh²)/cosh².",
      "y (1 - y); 1 - y²; and for ReLU, 1 where y > 0, else 0."}},
    {"1.8", "The gradient of a tanh neuron, with its bias",
     "Buduma, gradient descent with sigmoid neurons", check_tanh_gradient,
     {"By the chain rule, ∂E/∂w_k is a sum over examples, of ∂E/∂y dy/dz "
      "∂z/∂w_k.",
      "∂E/∂y is -(t - y); dy/dz is in 1.7; ∂z/∂w_k is x_k, and ∂z/∂b is 1.",
      "With delta = -(t - y) * tanh_prime(y): add delta * x[k] to slope.w[k], "
      "and delta to slope.b."}},
    {"1.9", "How large may a step be?", "Elgendy 2.6.2, figure 2.32",
     check_largest_eta,
     {"What is dE/dw for E = a w²/2?  Put it into the step.",
      "w ← (1 - η a) w: each step multiplies w by the same number.",
      "It grows once that number is below -1: 1 - 4 η = -1."}},
    {"1.10", "What a second layer is for", "Elgendy 2.2.3, the playground",
     check_exclusive_or,
     {"Exclusive or: at least one of them, but not both.",
      "Let the first hidden neuron say `at least one`, the second `both`.",
      "x₁ + x₂ is 0, 1 or 2: b = -0.5 asks for one, b = -1.5 for both.  The "
      "output wants the first (weight 1) without the second (weight -1)."}},
    {"1.11", "The cashier's prices",
     "Buduma, the fast-food problem, figure 4-1", check_find_prices,
     {"Begin with prices of 0.  One step: the slopes of E over all meals (1.8, "
      "without tanh and bias), then w_k ← w_k - η ∂E/∂w_k.",
      "If it runs away to infinity, η is too large (1.9): try 0.002.  If it "
      "has not arrived, take more steps: 20000 are done in an instant.",
      "slope[k] -= (bill[i] - y) * portions[i][k], summed over all meals, set "
      "to 0 before each step; then prices[k] -= 0.002 * slope[k]."}},
};

int main(int argc, char **argv) {
    return exercises_main(argc, argv, EXERCISES,
                          (int)(sizeof EXERCISES / sizeof *EXERCISES));
}
