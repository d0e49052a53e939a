#define REAL double
// The exercises of chapter 1: ours pass, untouched ones fail, and so do these
// mistakes.
#include "ch01-perceptron/solutions.c"
#define main check_main
#include "ch01-perceptron/check_exercises.c"
#undef main

#include "tests/wrong_answers.h"

// ---- 1.3 The weighted sum

typedef const double Numbers[];
static double no_bias(int n, Numbers w, Numbers x, double b) {
    return weighted_sum(n, w, x, 0 * b);
}
static double bias_each_time(int n, Numbers w, Numbers x, double b) {
    return weighted_sum(n, w, x, n * b);
}
static double minus_bias(int n, Numbers w, Numbers x, double b) {
    return weighted_sum(n, w, x, -b);
}
static double from_one(int n, Numbers w, Numbers x, double b) {
    return n ? weighted_sum(n - 1, w + 1, x + 1, b) : b;
}
static double one_less(int n, Numbers w, Numbers x, double b) {
    return n ? weighted_sum(n - 1, w, x, b) : b;
}
static double crosswise(int n, Numbers w, Numbers x, double b) {
    for (int i = 0; i < n; i++) b += w[i] * x[n - 1 - i];
    return b;
}
static double mean_for_sum(int n, Numbers w, Numbers x, double b) {
    return n ? weighted_sum(n, w, x, 0) / n + b : b;
}
static double last_only(int n, Numbers w, Numbers x, double b) {
    double z = b;
    for (int i = 0; i < n; i++) z = w[i] * x[i] + b;
    return z;
}

// ---- 1.4 How many numbers does a network learn?

typedef const int Sizes[];
static double only_weights(int layers, Sizes sizes) {
    double count = 0;
    for (int l = 1; l < layers; l++) count += sizes[l - 1] * sizes[l];
    return count;
}
static double inputs_have_biases(int layers, Sizes sizes) {
    return parameters(layers, sizes) + sizes[0];
}
static double wrong_biases(int layers, Sizes sizes) {
    double count = 0;
    for (int l = 1; l < layers; l++)
        count += (sizes[l - 1] + 1) * sizes[l] - sizes[l] + sizes[l - 1];
    return count;
}
static double no_output(int layers, Sizes sizes) {
    return layers > 1 ? parameters(layers - 1, sizes) : 0;
}
static double no_first_layer(int layers, Sizes sizes) {
    return layers > 1 ? parameters(layers - 1, sizes + 1) : 0;
}
static double one_bias_a_layer(int layers, Sizes sizes) {
    return only_weights(layers, sizes) + layers - 1;
}
static double always_73(int layers, Sizes sizes) {
    return layers && sizes ? 73 : 0;
}

// ---- 1.5 How a perceptron learns

static Line wrong_way(Line n, const double x[2], double y, double eta) {
    return correct(n, x, y, -eta);
}
static Line bias_stays(Line n, const double x[2], double y, double eta) {
    Line to = correct(n, x, y, eta);
    to.b = n.b;
    return to;
}
static Line bias_times_input(Line n, const double x[2], double y, double eta) {
    Line to = correct(n, x, y, eta);
    to.b = n.b + (to.b - n.b) * x[0];
    return to;
}
static Line no_eta(Line n, const double x[2], double y, double eta) {
    return correct(n, x, y, eta > 0);
}
static Line without_input(Line n, const double x[2], double y, double eta) {
    double change = eta * (y - step(z_of(n, x)));
    return (Line){{n.w[0] + change, n.w[1] + change}, n.b + change};
}
static Line without_step(Line n, const double x[2], double y, double eta) {
    double change = eta * (y - z_of(n, x));
    return (Line){{n.w[0] + change * x[0], n.w[1] + change * x[1]},
                  n.b + change};
}
static Line strict_step(Line n, const double x[2], double y, double eta) {
    if (z_of(n, x) != 0) return correct(n, x, y, eta);
    return (Line){{n.w[0] + eta * y * x[0], n.w[1] + eta * y * x[1]},
                  n.b + eta * y};
}
static Line crossed(Line n, const double x[2], double y, double eta) {
    double change = eta * (y - step(z_of(n, x)));
    return (Line){{n.w[0] + change * x[1], n.w[1] + change * x[0]},
                  n.b + change};
}
static Line only_down(Line n, const double x[2], double y, double eta) {
    return y == 1 ? n : correct(n, x, y, eta);
}
static Line always(Line n, const double x[2], double y, double eta) {
    double change = eta * (2 * y - 1);
    return (Line){{n.w[0] + change * x[0], n.w[1] + change * x[1]},
                  n.b + change};
}

// ---- 1.6 A ReLU that leaks

static double no_leak(double z, double leak) { return fmax(0 * leak, z); }
static double leaks_upwards(double z, double leak) {
    return z < 0 ? -leak * z : z;
}
static double other_side(double z, double leak) { return z > 0 ? leak * z : z; }
static double leak_alone(double z, double leak) { return z < 0 ? leak : z; }
static double always_001(double z, double leak) {
    return leaky_relu(z, leak ? 0.01 : 0);
}
static double edge_leaks(double z, double leak) { return z <= 0 ? leak : z; }
static double prime_0(double z, double leak) { return z > leak; }
static double prime_z(double z, double leak) { return z < 0 ? leak * z : 1; }
static double prime_minus(double z, double leak) { return z < 0 ? -leak : 1; }

// ---- 1.7 Slopes, told from the answer

static double square_minus_1(double y) { return y * y - 1; }
static double one_minus(double y) { return 1 - y; }
static double square_of_gap(double y) { return (1 - y) * (1 - y); }
static double y_y_minus_1(double y) { return y * (y - 1); }
static double sigmoid_of_y(double y) {
    return sigmoid(y) * (1 - sigmoid(y));
}
static double tanh_of_y(double y) { return 1 - tanh(y) * tanh(y); }
static double no_y(double y) { return fabs(1 - y) - fabs(y); }
static double itself(double y) { return y; }
static double always_1(double y) { return y >= 0; }

// ---- 1.8 The gradient of a tanh neuron, with its bias

typedef const Example Examples[];
static Neuron3 times(double c, Neuron3 g) {
    for (int k = 0; k < 3; k++) g.w[k] *= c;
    g.b *= c;
    return g;
}
static Neuron3 minus(Neuron3 n, int count, Examples e) {
    return times(-1, gradient(n, count, e));
}
static Neuron3 twice(Neuron3 n, int count, Examples e) {
    return times(2, gradient(n, count, e));
}
static Neuron3 mean(Neuron3 n, int count, Examples e) {
    return times(1.0 / count, gradient(n, count, e));
}
static Neuron3 last(Neuron3 n, int count, Examples e) {
    return gradient(n, 1, e + count - 1);
}
static Neuron3 zero_bias(Neuron3 n, int count, Examples e) {
    Neuron3 g = gradient(n, count, e);
    g.b = 0;
    return g;
}
static Neuron3 bias_unused(Neuron3 n, int count, Examples e) {
    n.b = 0;
    return gradient(n, count, e);
}
// A sum of delta times x, for a delta that is wrong.
static Neuron3 with_delta(Neuron3 n, int count, Examples e,
                          double (*delta)(double y, double z, double t)) {
    Neuron3 g = {{0, 0, 0}, 0};
    for (int i = 0; i < count; i++) {
        double z = weighted_sum(3, n.w, e[i].x, n.b);
        double d = delta(tanh(z), z, e[i].t);
        for (int k = 0; k < 3; k++) g.w[k] += d * e[i].x[k];
        g.b += d;
    }
    return g;
}
static double no_slope(double y, double z, double t) { return y - t + 0 * z; }
static double of_sigmoid(double y, double z, double t) {
    return (y - t) * y * (1 - y) + 0 * z;
}
static double linear_miss(double y, double z, double t) {
    return (z - t) * (1 - y * y);
}
static double slope_at_z(double y, double z, double t) {
    return (y - t) * (1 - z * z);
}
static Neuron3 forgets_slope(Neuron3 n, int count, Examples e) {
    return with_delta(n, count, e, no_slope);
}
static Neuron3 sigmoids_slope(Neuron3 n, int count, Examples e) {
    return with_delta(n, count, e, of_sigmoid);
}
static Neuron3 misses_by_z(Neuron3 n, int count, Examples e) {
    return with_delta(n, count, e, linear_miss);
}
static Neuron3 takes_z_for_y(Neuron3 n, int count, Examples e) {
    return with_delta(n, count, e, slope_at_z);
}

// ---- 1.11 The cashier's prices

typedef const double Meals[][3];
static double factor;
static int steps, first_meal, meals_less;
static void walk(double prices[3], int meals, Meals x, Numbers bill) {
    for (int k = 0; k < 3; k++) prices[k] = 0;
    for (int step = 0; step < steps; step++) {
        double slope[3] = {0, 0, 0};
        for (int i = first_meal; i < meals - meals_less; i++) {
            double miss = bill[i] - weighted_sum(3, prices, x[i], 0);
            for (int k = 0; k < 3; k++) slope[k] -= miss * x[i][k];
        }
        for (int k = 0; k < 3; k++) prices[k] -= factor * slope[k];
    }
}
static void never_begins(double prices[3], int meals, Meals x, Numbers bill) {
    for (int k = 0; k < 3; k++) prices[k] = 0 * bill[0] * meals * x[0][0];
}
static void bill_per_portion(double prices[3], int meals, Meals x,
                             Numbers bill) {
    double sum = 0, portions = 0;
    for (int i = 0; i < meals; i++) {
        sum += bill[i];
        for (int k = 0; k < 3; k++) portions += x[i][k];
    }
    for (int k = 0; k < 3; k++) prices[k] = sum / portions;
}
static void step_after_each(double prices[3], int meals, Meals x,
                            Numbers bill) {
    for (int k = 0; k < 3; k++) prices[k] = 0;
    for (int step = 0; step < 20000; step++)
        for (int i = 0; i < meals; i++) {
            double miss = bill[i] - weighted_sum(3, prices, x[i], 0);
            for (int k = 0; k < 3; k++) prices[k] += 0.01 * miss * x[i][k];
        }
}
static void for_ever(double prices[3], int meals, Meals x, Numbers bill) {
    for (volatile int i = 0; i < 1; i *= meals) prices[0] = x[0][0] * bill[0];
}
static void beyond_the_end(double prices[3], int meals, Meals x,
                           Numbers bill) {
    find_prices(prices, meals, x, bill);
    for (volatile int k = 3; k < 1000000; k++) prices[k] = 0;
}
static void walking(double by, int count, int first, int less) {
    factor = by;
    steps = count;
    first_meal = first;
    meals_less = less;
}

int main(void) {
    solutions_pass("ch01-perceptron/solutions.c");

    REFUSED("1.1", "the bias is too small", a.line.b = -0.5);
    REFUSED("1.1", "the bias is too large", a.line.b = -2);
    REFUSED("1.1", "the bias has the wrong sign", a.line.b = 1.2);
    REFUSED("1.1", "no bias", a.line.b = 0);
    REFUSED("1.1", "stars are 0", a.line = (Line){{-1, -1}, 1.2});
    REFUSED("1.1", "one input only", a.line = (Line){{0, 1}, -0.6});
    REFUSED("1.1", "not a number", a.line.b = NAN);

    const double guesses[] = {0, 1, 2, 3, 5, 8};
    for (int i = 0; i < 6; i++)
        REFUSED("1.2", "another number", a.fewest_mistakes = guesses[i]);

    REFUSED("1.3", "no bias", a.weighted_sum = no_bias);
    REFUSED("1.3", "n times the bias", a.weighted_sum = bias_each_time);
    REFUSED("1.3", "minus the bias", a.weighted_sum = minus_bias);
    REFUSED("1.3", "begins at 1", a.weighted_sum = from_one);
    REFUSED("1.3", "ends too early", a.weighted_sum = one_less);
    REFUSED("1.3", "crosswise", a.weighted_sum = crosswise);
    REFUSED("1.3", "mean for sum", a.weighted_sum = mean_for_sum);
    REFUSED("1.3", "= for +=", a.weighted_sum = last_only);

    REFUSED("1.4", "no biases", a.parameters = only_weights);
    REFUSED("1.4", "inputs have biases", a.parameters = inputs_have_biases);
    REFUSED("1.4", "biases of the layer before", a.parameters = wrong_biases);
    REFUSED("1.4", "ends a layer early", a.parameters = no_output);
    REFUSED("1.4", "starts a layer late", a.parameters = no_first_layer);
    REFUSED("1.4", "one bias a layer", a.parameters = one_bias_a_layer);
    REFUSED("1.4", "the text's number", a.parameters = always_73);

    REFUSED("1.5", "sign", a.correct = wrong_way);
    REFUSED("1.5", "the bias stays", a.correct = bias_stays);
    REFUSED("1.5", "the bias times x", a.correct = bias_times_input);
    REFUSED("1.5", "no η", a.correct = no_eta);
    REFUSED("1.5", "no x", a.correct = without_input);
    REFUSED("1.5", "no step", a.correct = without_step);
    REFUSED("1.5", "step(0) = 0", a.correct = strict_step);
    REFUSED("1.5", "the other input", a.correct = crossed);
    REFUSED("1.5", "never up", a.correct = only_down);
    REFUSED("1.5", "corrects what is right", a.correct = always);

    REFUSED("1.6", "no leak", a.leaky_relu = no_leak);
    REFUSED("1.6", "sign", a.leaky_relu = leaks_upwards);
    REFUSED("1.6", "the wrong side", a.leaky_relu = other_side);
    REFUSED("1.6", "z forgotten", a.leaky_relu = leak_alone);
    REFUSED("1.6", "always 0.01", a.leaky_relu = always_001);
    REFUSED("1.6", "the edge", a.leaky_relu = edge_leaks);
    REFUSED("1.6", "slope 0", a.leaky_relu_prime = prime_0);
    REFUSED("1.6", "slope times z", a.leaky_relu_prime = prime_z);
    REFUSED("1.6", "slope's sign", a.leaky_relu_prime = prime_minus);

    REFUSED("1.7", "sign", a.tanh_prime = square_minus_1);
    REFUSED("1.7", "1 - y", a.tanh_prime = one_minus);
    REFUSED("1.7", "(1 - y)²", a.tanh_prime = square_of_gap);
    REFUSED("1.7", "sigmoid's", a.tanh_prime = sigmoid_prime);
    REFUSED("1.7", "y taken for z", a.tanh_prime = tanh_of_y);
    REFUSED("1.7", "sign", a.sigmoid_prime = y_y_minus_1);
    REFUSED("1.7", "1 - y", a.sigmoid_prime = one_minus);
    REFUSED("1.7", "y taken for z", a.sigmoid_prime = sigmoid_of_y);
    REFUSED("1.7", "no product", a.sigmoid_prime = no_y);
    REFUSED("1.7", "ReLU itself", a.relu_prime = itself);
    REFUSED("1.7", "always 1", a.relu_prime = always_1);

    REFUSED("1.8", "sign", a.gradient = minus);
    REFUSED("1.8", "no ½", a.gradient = twice);
    REFUSED("1.8", "mean for sum", a.gradient = mean);
    REFUSED("1.8", "= for +=", a.gradient = last);
    REFUSED("1.8", "no ∂E/∂b", a.gradient = zero_bias);
    REFUSED("1.8", "no b in z", a.gradient = bias_unused);
    REFUSED("1.8", "no slope", a.gradient = forgets_slope);
    REFUSED("1.8", "sigmoid's slope", a.gradient = sigmoids_slope);
    REFUSED("1.8", "z for y in the miss", a.gradient = misses_by_z);
    REFUSED("1.8", "z for y in the slope", a.gradient = takes_z_for_y);

    const double rates[] = {0.25, 0.125, 0.499, 1, 2, 8, -0.5};
    for (int i = 0; i < 7; i++)
        REFUSED("1.9", "another rate", a.largest_eta = rates[i]);

    TwoLayers or = EXCLUSIVE_OR, and = or, nand = or, equal = or;
    or.hidden[1].b = -2.5;
    and.output = (Line){{0, 1}, -0.5};
    nand.output = (Line){{0, -1}, 0.5};
    equal.output = (Line){{-1, 1}, 0};
    REFUSED("1.10", "or", a.exclusive_or = or);
    REFUSED("1.10", "and", a.exclusive_or = and);
    REFUSED("1.10", "not both", a.exclusive_or = nand);
    REFUSED("1.10", "the opposite", a.exclusive_or = equal);
    REFUSED("1.10", "both minus one", a.exclusive_or.output.w[1] = 1);
    REFUSED("1.10", "no bias", a.exclusive_or.output.b = 0);

    walking(0.002, 10, 0, 0);
    REFUSED("1.11", "stops too early", a.find_prices = walk);
    walking(-0.002, 1000, 0, 0);
    REFUSED("1.11", "uphill", a.find_prices = walk);
    walking(0.05, 2000, 0, 0);
    REFUSED("1.11", "too large a rate", a.find_prices = walk);
    walking(0.002, 20000, 0, 1);
    REFUSED("1.11", "without the last meal", a.find_prices = walk);
    walking(0.002, 20000, 1, 0);
    REFUSED("1.11", "without the first meal", a.find_prices = walk);
    walking(0.002, 20000, 0, 5);
    REFUSED("1.11", "two meals", a.find_prices = walk);
    REFUSED("1.11", "prices of 0", a.find_prices = never_begins);
    REFUSED("1.11", "one price for all", a.find_prices = bill_per_portion);
    REFUSED("1.11", "a step after each meal", a.find_prices = step_after_each);
    REFUSED("1.11", "does not end", a.find_prices = for_ever);
    REFUSED("1.11", "beyond the array", a.find_prices = beyond_the_end);

    test("how far off is infinity?");
    CHECK(relative_error(INFINITY, 1) == INFINITY, "it is not infinitely far");
    CHECK(relative_error(INFINITY, INFINITY) == 0, "not the same as itself");
    return wrong_answers_end();
}
