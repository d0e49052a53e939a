// # Five networks vote
//
// Networks that start differently err differently.  If three of five say 3, it
// probably is a 3, whatever the other two say.  Nielsen, chapter 3, on dropout:
// a vote is strong against over-fitting, and dear, since all must be trained.
//
//     make vote                               five networks of 30 neurons
//     make vote ARGS="--images 1000 --epochs 100"        of few images
//     make vote ARGS="--voters 15"            more of them
//
// Time: 8 s
//
// What to look for: every voter reads about 95 % of the test digits, the vote
// more than the best of them.  The right picture says why: where the vote is
// unanimous it is hardly ever wrong, and the rest is where single networks
// guess.  dropout.c trains many networks at the price of one.
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: chapter 3's network, with nothing against over-fitting
typedef struct {
    int voters;
    int hidden, epochs, batch;
    real eta;
    int images;                // how many of the training images; 0: all
} Settings;

static const Settings OURS = {5, 30, 10, 10, 0.5f, 0};

// Five is the text's number.  Ten epochs are enough for voters of about 95 %;
// more would make each a little better and all of them dearer.

// ## The votes
//
// A voter votes for the class of its largest output.  votes has a row per
// image and a column per class.
//
// If each voter were wrong with probability 5 %, independently of the others,
// three of five would be wrong together in
//
//     10 · 0.05³ · 0.95² + 5 · 0.05⁴ · 0.95 + 0.05⁵ = 0.12 %
//
// of the images.  The vote is wrong in thirty times as many: all voters learn
// from the same images, and an odd digit is odd for each of them.  What a vote
// removes is only that part of the errors that comes from the start.
static void vote(Matrix votes, Network2 *n, Dataset set) {
    for (int i = 0; i < set.x.rows; i++) {
        Matrix a = network2_feed_forward(n, mat_rows(set.x, i, 1));
        AT(votes, i, mat_argmax_row(a, 0)) += 1;
    }
}

// The class with most votes; of two with as many, the lower one.
static double percent_right(Matrix votes, const int *label) {
    int right = 0;
    for (int i = 0; i < votes.rows; i++)
        right += mat_argmax_row(votes, i) == label[i];
    return 100.0 * right / votes.rows;
}

// ## One voter
//
// All learn from the same images, with the same settings; they differ by the
// seed, that is by their first weights and the order of the images.
static void train_voter(Matrix votes, Settings set, Digits digits,
                        Random *random) {
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch, &network2_cross_entropy,
                              random);
    network2_large_start(&n, random);
    Network2Plan plan = {set.epochs, set.eta, 0, {0, 0, NULL}, "voter"};
    network2_train(&n, digits.train, digits.test, plan, random);
    vote(votes, &n, digits.test);
    network2_free(&n);
}

// ## The experiment
typedef struct {
    Matrix single;             // 1 x voters: accuracy of each, in %
    Matrix together;           // 1 x voters: of the first 1, 2, ... of them
    Matrix all;                // images x classes: the votes of all
} Result;

static Result result_new(int voters, int images) {
    return (Result){mat_new(1, voters), mat_new(1, voters),
                    mat_new(images, CLASSES)};
}

static void result_free(Result *result) {
    mat_free(&result->all);
    mat_free(&result->together);
    mat_free(&result->single);
}

static void hold_vote(Result result, Settings set, Digits digits,
                      uint64_t seed) {
    const int *label = digits.test.label;
    Matrix one = mat_new(result.all.rows, CLASSES);
    for (int v = 0; v < set.voters; v++) {
        Random random = random_new(seed + (uint64_t)v);
        mat_fill(one, 0);
        train_voter(one, set, digits, &random);
        mat_add(result.all, result.all, one);
        AT(result.single, 0, v) = (real)percent_right(one, label);
        AT(result.together, 0, v) = (real)percent_right(result.all, label);
    }
    mat_free(&one);
}

// ## Data for the picture
//
// By the number of votes for the class that won: how many images, and in what
// part of them the winner is wrong.
static void print_agreement(Result result, const int *label) {
    int voters = result.single.cols;
    block_begin("agreement", "votes images wrong");
    for (int votes = 1; votes <= voters; votes++) {
        int images = 0, wrong = 0;
        for (int i = 0; i < result.all.rows; i++) {
            int winner = mat_argmax_row(result.all, i);
            if ((int)AT(result.all, i, winner) != votes) continue;
            images++;
            wrong += winner != label[i];
        }
        if (images > 0)
            printf("%d %d %.2f\n", votes, images, 100.0 * wrong / images);
    }
    block_end();
}

static void print_voters(Result result) {
    block_begin("voters", "voter single together");
    for (int v = 0; v < result.single.cols; v++)
        printf("%d %.2f %.2f\n", v + 1, (double)AT(result.single, 0, v),
               (double)AT(result.together, 0, v));
    block_end();
}

// ## Claims
//
// The text says that a vote helps, and gives no number.
static void make_claims(Result result) {
    int voters = result.single.cols;
    Spread single = {0};
    for (int v = 0; v < voters; v++)
        spread_add(&single, (double)AT(result.single, 0, v));
    double vote = (double)AT(result.together, 0, voters - 1);
    data_claim_true("Nielsen ch3: the vote is better than its voters' mean",
                    vote > spread_mean(&single));
    data_claim_true("our finding: it is better than the best of them",
                    vote > single.max);
    data_claim_between("our finding: of the voters' errors, on average, the "
                       "vote removes", "%", 20, 45,
                       100 * (vote - spread_mean(&single)) /
                           (100 - spread_mean(&single)));
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--voters", &set->voters, 1, "networks");
    option_int(options, "--hidden", &set->hidden, 1, "hidden neurons of each");
    option_int(options, "--epochs", &set->epochs, 1, "passes of each");
    option_int(options, "--batch", &set->batch, 1, "examples per step, m");
    option_real(options, "--eta", &set->eta, "learning rate η");
    option_int(options, "--images", &set->images, 0, "to train with; 0: all");
    options_end(options);
    if (!(set->eta > 0))
        wrong_usage("--eta must be above 0, not %g", (double)set->eta);
    if (set->hidden > 1000 || set->epochs > 100000 || set->batch > 10000)
        wrong_usage("at most --hidden 1000, --epochs 100000, --batch 10000");
    if (set->voters > 1000) wrong_usage("at most --voters 1000");
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "networks that vote");
    read_options(&options, &set);

    say("%d networks [784,%d,10] learn and vote, %d epochs each, η = %g",
        set.voters, set.hidden, set.epochs, (double)set.eta);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images %d: there are %d", set.images,
                    digits.train.x.rows);
    if (set.images > 0) digits.train = data_part(digits.train, 0, set.images);
    caption("%d voters [784,%d,10], %d images, %d epochs, η = %g, on %s, seeds "
            "from %llu", set.voters, set.hidden, digits.train.x.rows,
            set.epochs, (double)set.eta, report_data_name(),
            (unsigned long long)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        Result result = result_new(set.voters, digits.test.x.rows);
        hold_vote(result, set, digits,
                  options.seed + (uint64_t)(k * set.voters));
        if (k == 0) {
            print_voters(result);
            print_agreement(result, digits.test.label);
        }
        make_claims(result);
        result_free(&result);
    }
    claims_print();
    digits_free(&digits);
    return 0;
}
