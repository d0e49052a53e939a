// Options, data blocks, spread and claims.
#include "common/report.h"
#include "tests/check.h"

static Options parse(int argc, char **argv, int *epochs, real *eta,
                     bool *naive) {
    Options options = options_begin(argc, argv, "a test");
    option_int(&options, "--epochs", epochs, 0, "passes");
    option_real(&options, "--eta", eta, "rate");
    option_flag(&options, "--naive", naive, "as it was");
    options_end(&options);
    return options;
}

// Parses the words of one line, as a program would.
static Options parse_line(const char *line, int *epochs, real *eta,
                          bool *naive) {
    static char words[200];
    static char *argv[20];
    int argc = 0;
    snprintf(words, sizeof words, "./build/prog %s", line);
    for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
        argv[argc++] = w;
    return parse(argc, argv, epochs, eta, naive);
}

static void test_options(void) {
    test("options are understood, in any order, the last one counts");
    int epochs = 30;
    real eta = 3;
    bool naive = false;
    Options o = parse_line("", &epochs, &eta, &naive);
    CHECK(epochs == 30 && eta == 3 && !naive, "the standard values");
    CHECK(o.seed == 1 && o.seeds == 1 && !o.full, "the standard options");
    o = parse_line("--eta 0.5 --naive --epochs=7 --seed 12 --full --seeds 3",
                   &epochs, &eta, &naive);
    CHECK(epochs == 7 && eta == (real)0.5 && naive, "%d %g", epochs,
          (double)eta);
    CHECK(o.seed == 12 && o.seeds == 3 && o.full, "the common ones");
    option_seeds(&o, 5);
    CHECK(o.seeds == 3, "--seeds 3 became the standard");
    parse_line("--epochs 1 --epochs 2 --eta -1e-3", &epochs, &eta, &naive);
    CHECK(epochs == 2 && eta == (real)-1e-3, "the last one; a negative one");
}

static const char *bad_line;
static void parse_bad(void) {
    int epochs = 0;
    real eta = 0;
    bool naive;
    parse_line(bad_line, &epochs, &eta, &naive);
}

static void test_bad_options(void) {
    test("a wrong option is one line and exit status 2");
    static const char *const BAD[][2] = {
        {"--epoch 3", "unknown option '--epoch'|make prog ARGS=-h"},
        {"--epochs", "--epochs needs a value"},
        {"--epochs three", "--epochs|whole number|'three'"},
        {"--epochs 3.5", "whole number|'3.5'"},
        {"--epochs -1", "--epochs|from 0"},
        {"--epochs 99999999999999999999", "--epochs|from 0"},
        {"--epochs 2147483647", "--epochs|from 0 to 1000000000"},
        {"--eta x", "--eta|'x'"},
        {"--eta nan", "--eta|'nan'"},
        {"--eta inf", "--eta|'inf'"},
        {"--eta 1e999", "--eta|1e999"},
        {"--seed -3", "--seed|from 0"},
        {"--seeds 0", "--seeds|from 1"},
        {"stray", "'stray'"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        bad_line = BAD[i][0];
        check_dies(parse_bad, 2, BAD[i][1]);
    }
    test("-h lists the options and ends well");
    bad_line = "-h";
    int ends[2];
    fflush(stdout);
    if (pipe(ends)) exit(3);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        parse_bad();
        _exit(9);
    }
    close(ends[1]);
    FILE *help = fdopen(ends[0], "r");
    char text[2000] = "";
    size_t n = fread(text, 1, sizeof text - 1, help);
    text[n] = '\0';
    fclose(help);
    int status;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "exit status");
    CHECK(strstr(text, "--eta") && strstr(text, "--seeds"), "%s", text);
}

static void spaced(void) { block_begin("two words", "a b"); }
static void prefixed(void) {
    block_begin("wrong", "a b");
    block_begin("wrong_twice", "a b");
}
static void a_death(void) { die("the %s is %d", "answer", 42); }

static void test_errors(void) {
    test("die prints one line with values; bad block names are refused");
    check_dies(a_death, 1, "the answer is 42");
    check_dies(spaced, 1, "two words");
    check_dies(prefixed, 1, "wrong_twice|begins like");
}

static void test_spread(void) {
    test("spread: mean, least, largest; NaN stays visible");
    Spread s = {0};
    CHECK(isnan(spread_mean(&s)), "the mean of nothing");
    spread_add(&s, 2);
    spread_add(&s, -1);
    spread_add(&s, 5);
    CHECK(spread_mean(&s) == 2 && s.min == -1 && s.max == 5 && s.n == 3,
          "%g %g %g", spread_mean(&s), s.min, s.max);
    spread_add(&s, NAN);
    spread_add(&s, 7);
    CHECK(isnan(spread_mean(&s)) && isnan(s.min) && isnan(s.max),
          "NaN got lost");
}

// What claims_print writes into the data stream.
static const char *claim_lines(void (*make_claims)(void)) {
    static char text[4000];
    int ends[2];
    fflush(stdout);
    if (pipe(ends)) exit(3);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        if (!freopen("/dev/null", "w", stderr)) _exit(3);
        make_claims();
        claims_print();
        _exit(0);
    }
    close(ends[1]);
    FILE *in = fdopen(ends[0], "r");
    size_t n = fread(text, 1, sizeof text - 1, in);
    text[n] = '\0';
    fclose(in);
    waitpid(child, NULL, 0);
    return text;
}

static void some_claims(void) {
    claim("near", "%", 95.42, 95.0, 0.6);
    claim("far", "%", 95.42, 94.0, 0.6);
    claim("nan", "%", 95.42, NAN, 0.6);
    claim_between("between", "", 1, 2, 1.5);
    claim_true("true", true);
    claim_true("false", false);
    claim_failed_because("known", "", 3, 4, "the text has a typo");
    for (int seed = 0; seed < 3; seed++) {
        char what[20];
        snprintf(what, sizeof what, "se%s", "eds");
        claim(what, "kg", 10, 9 + seed, 0.5);
    }
    claim_true("sometimes", true);
    claim_true("sometimes", false);
}

static void on_other_data(void) {
    report_data_set("drawn digits", false);
    data_claim("near", "%", 95.42, 12, 0.6);
}
static void with_other_settings(void) {
    int epochs = 30;
    real eta = 3;
    bool naive = false;
    parse_line("--eta 0.1", &epochs, &eta, &naive);
    claim("near", "%", 95.42, 95, 0.6);
}
static void on_mnist(void) {
    report_data_set("MNIST", true);
    data_claim("near", "%", 95.42, 12, 0.6);
    data_claim_true("far", false);
}

static void test_claims(void) {
    test("claims: a verdict for each, NaN fails, seeds are one claim");
    const char *text = claim_lines(some_claims);
    static const char *const LINES[] = {
        "# claim\t✓\tnear\t95.42 %\t95 %\t0.6\t\n",
        "# claim\t✗\tfar\t95.42 %\t94 %\t0.6\t\n",
        "# claim\t✗\tnan\t95.42 %\tnan %\t0.6\t\n",
        "# claim\t✓\tbetween\t1..2\t1.5\t\t\n",
        "# claim\t✓\ttrue\t\ttrue\t\t\n",
        "# claim\t✗\tfalse\t\tfalse\t\t\n",
        "# claim\t✗ (known)\tknown\t3\t4\t\tthe text has a typo\n",
        "# claim\t✓\tseeds\t10 kg\t10 kg (9..11, 3 seeds)\t0.5\t\n",
        "# claim\t✗\tsometimes\t\ttrue with 1 of 2 seeds\t\t\n",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        CHECK(strstr(text, LINES[i]), "no line %s in\n%s", LINES[i], text);
    test("no verdict on other data than MNIST, or with other settings");
    text = claim_lines(on_other_data);
    CHECK(strstr(text, "# claim\tother data\tnear\t"), "%s", text);
    text = claim_lines(with_other_settings);
    CHECK(strstr(text, "# claim\tother settings\tnear\t"), "%s", text);
    text = claim_lines(on_mnist);
    CHECK(strstr(text, "# claim\t✗\tnear\t"), "%s", text);
    CHECK(strstr(text, "# claim\t✗\tfar\t"), "%s", text);
}

int main(void) {
    test_claims();             // before an option has changed the settings
    test_options();
    test_bad_options();
    test_errors();
    test_spread();
    return tests_end();
}
