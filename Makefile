# `make` shows what there is.  Needs GNU make 3.81 or newer and a C11 compiler
# (gcc, clang); gnuplot for the pictures.
#
# Everything is found by looking: a .c with a main, in a chapter's folder, is a
# program; one with a .h of its name is a module; plots/NAME.gp and
# plots/NAME-WHAT.gp draw the data of program NAME.  `#define REAL double` at the top of a program or a
# test makes it, and the modules it is linked with, compute in double.

# WSL has a NAME of its own in the environment.
ifeq (environment,$(origin NAME))
  NAME :=
endif

help:
	@sh tools/help.sh $(CHAPTER_PROGRAMS)

# ---- What there is --------------------------------------------------------

name_of = $(notdir $(basename $1))
with_main := $(shell grep -l '^int main' /dev/null \
                 $(wildcard ch0*/*.c tools/*.c))
in_double := $(shell grep -l '^.define REAL double' /dev/null \
                 $(wildcard ch0*/*.c tools/*.c tests/*.c))
in_threads := $(shell grep -l '"ch06-convnets/' /dev/null $(with_main) \
                 $(wildcard tests/*.c))
uses_data := $(shell grep -l digits_load /dev/null $(with_main))
learners := %/exercises.c %/solutions.c %/check_exercises.c %/run_exercises.c

SOURCES := $(filter-out $(learners),$(with_main))
CHAPTER_PROGRAMS := $(filter ch0%,$(SOURCES))
PROGRAMS := $(call name_of,$(CHAPTER_PROGRAMS))
MODULES := $(wildcard common/*.c) \
           $(filter-out $(learners),$(patsubst %.h,%.c,$(wildcard ch0*/*.h)))
TESTS := $(call name_of,$(wildcard tests/test_*.c))
SCRIPT_TESTS := $(call name_of,$(wildcard tests/test_*.sh))

# ---- Compiling ------------------------------------------------------------

kinds := float double test/float test/double

works = $(shell t=$$(mktemp -d) && echo 'int main(void) {}' > $$t/a.c && \
          $(CC) $1 -o $$t/a $$t/a.c >/dev/null 2>&1 && echo $1; rm -rf $$t)
CFLAGS ?= -O3
ifeq (,$(filter -m%,$(CFLAGS)))
  override CFLAGS += $(or $(call works,-march=native),$(call works,-mcpu=native))
endif
# -ffp-contract=off: a b + c is rounded twice unless the source says fma, so
# that all compilers agree to the bit.  For the same reason never -ffast-math.
# -fno-math-errno changes no bit: a square root becomes one instruction.
ALWAYS := -std=c11 -ffp-contract=off -fno-math-errno -Wall -Wextra -Wshadow \
          -Wno-psabi -I. -MMD -MP
TESTING := -O1 -g $(filter -m%,$(CFLAGS)) -D_POSIX_C_SOURCE=200809L \
           -D_DARWIN_C_SOURCE
sanitizers := -fsanitize=address,undefined -fno-sanitize-recover=all
once = $(if $(filter undefined,$(origin $1)),$(eval $1 := $(call works,$2)))$($1)
SANITIZE = $(call once,can_sanitize,$(sanitizers))
# Threads, in chapter 6; without OpenMP there is one.  One that waits for the
# other soon lets go of its core, because somebody else may need it.
OPENMP = $(call once,can_thread,-fopenmp)
export GOMP_SPINCOUNT ?= 5000
build/%.o: extra =
$(foreach k,$(kinds),build/$k/ch06-convnets/%.o): extra = $(OPENMP)

build/float/%.o: %.c build/.flags
	$(call compile,$(CFLAGS) $(extra) -DREAL=float)
build/double/%.o: %.c build/.flags
	$(call compile,$(CFLAGS) $(extra) -DREAL=double)
build/test/float/%.o: %.c build/.flags
	$(call compile,$(TESTING) $(SANITIZE) $(extra) -DREAL=float)
build/test/double/%.o: %.c build/.flags
	$(call compile,$(TESTING) $(SANITIZE) $(extra) -DREAL=double)
define compile
@mkdir -p $(@D)
@echo "  compile  $<"
@$(CC) $(ALWAYS) $1 -c -o $@ $<
endef

$(foreach k,$(kinds),$(eval build/$k/modules.a: $(MODULES:%.c=build/$k/%.o)))
$(kinds:%=build/%/modules.a):
	@rm -f $@ && $(AR) rc $@ $^ && ranlib $@

# Linked whenever a module changes, but replaced only when its bits do: a
# program is run again only if something that it uses has changed.
# $1: name   $2: source   $3: folder of its objects and modules   $4: options
define linked
build/linked/$1: build/$3/$(2:.c=.o) build/$3/modules.a
	@mkdir -p $$(@D)
	@$$(CC) $$(CFLAGS) $4 $(if $(filter $2,$(in_threads)),$$(OPENMP)) \
	    -o $$@ $$^ $$(LDLIBS) -lm
build/$1: build/linked/$1
	@cmp -s $$< $$@ || { rm -f $$@; cp $$< $$@; }
endef
real_of = $(if $(filter $1,$(in_double)),double,float)
$(foreach s,$(SOURCES),$(eval \
  $(call linked,$(call name_of,$s),$s,$(call real_of,$s),)))

-include $(shell find build -name '*.d' 2>/dev/null)

# A stamp is written anew only when its text changes; what depends on it then
# is out of date.
define stamp
@mkdir -p $(@D)
@printf '%s\n' '$(subst ','\'',$1)' | cmp -s - $@ \
  || printf '%s\n' '$(subst ','\'',$1)' > $@
endef
build/.flags: FORCE
	$(call stamp,$(CC) $(CFLAGS) $(ALWAYS))

# ---- Data -----------------------------------------------------------------
# MNIST=folder, else data/mnist (`make mnist`), else the drawn digits.

complete = $(and $(wildcard $1/train-images?idx3-ubyte), \
                 $(wildcard $1/train-labels?idx1-ubyte), \
                 $(wildcard $1/t10k-images?idx3-ubyte), \
                 $(wildcard $1/t10k-labels?idx1-ubyte))
ifeq (,$(MNIST))
  override MNIST := $(if $(call complete,data/mnist),data/mnist,data/digits)
endif
drawn := data/digits/t10k-labels-idx1-ubyte
ifeq (,$(call complete,data/digits))
  $(drawn): FORCE
endif
$(drawn): $(wildcard common/digits.? common/random.?) tools/digits.c \
          | build/digits
	@./build/digits --out data/digits

digits: $(drawn) contact_sheet
mnist:
	@sh tools/mnist.sh data/mnist

# ---- Running and drawing --------------------------------------------------
# make NAME, make chNN; ARGS="--eta 0.1" FULL=1 SEED=3 SEEDS=5 MNIST=folder

OPTIONS = $(strip $(if $(FULL),--full) $(if $(SEED),--seed $(SEED)) \
            $(if $(SEEDS),--seeds $(SEEDS)) $(ARGS))
gnuplot := $(shell command -v gnuplot 2>/dev/null)
drawings = $(patsubst plots/%.gp,out/%.svg, \
             $(wildcard plots/$1.gp plots/$1-*.gp))
shown_by = $(or $(and $(gnuplot),$(call drawings,$1)),out/$1.dat)
wants_help := $(filter -h --help,$(ARGS))
goal_of = $(if $(wants_help),build/$1,$(call shown_by,$1))
in_parallel = $(filter -j% --jobserver%,$(MAKEFLAGS))

# With -j a program keeps quiet, and its claims are printed when all are there.
# $1: data file   $2: program   $3: options
define run
@mkdir -p $(dir $1)
@$(if $(in_parallel),,echo "  run      $2$(if $3, $3)";) \
MNIST='$(MNIST)' ./build/$2 $(if $(in_parallel),--quiet) $3 > $1.part \
  $(if $(in_parallel),2> $1.log; status=$$?; cat $1.log >&2; rm $1.log; \
  [ $$status = 0 ]) && mv $1.part $1 || { rm -f $1.part; exit 1; }
endef

# The ledger runs five seeds; a share of starts is no number before twelve.  The
# ladder is climbed once, to the top.
LEDGER_SEEDS_moons = 12
LEDGER_SEEDS_ladder = 1
LEDGER_FULL_ladder = yes

# $1: name   $2: source
define program
out/$1.dat: build/$1 out/.settings/$1 $(if $(filter $2,$(uses_data)),$(if \
            $(filter data/digits,$(MNIST)),$(drawn)))
	$$(call run,$$@,$1,$$(OPTIONS))
out/.settings/$1: FORCE
	$$(call stamp,$$(OPTIONS) $(if $(filter $2,$(uses_data)),$(MNIST)))
out/.settings/ledger/$1: FORCE
	$$(call stamp,$$(if $$(FULL)$$(LEDGER_FULL_$1),--full) $(if $(filter $2,$(uses_data)),$(MNIST)))
out/ledger/$1.dat: build/$1 out/.settings/ledger/$1
	$$(call run,$$@,$1,--seeds $$(or $$(LEDGER_SEEDS_$1),5) \
	    $$(if $$(FULL)$$(LEDGER_FULL_$1),--full))
.PHONY: $1
$1: $(call goal_of,$1)
	@$$(call tell,$$^)
endef
$(foreach s,$(CHAPTER_PROGRAMS) tools/contact_sheet.c,$(eval \
  $(call program,$(call name_of,$s),$s)))

.SECONDEXPANSION:
out/%.svg: plots/%.gp plots/style.gp out/$$(firstword $$(subst -, ,$$*)).dat
	@echo "  draw     $@"
	@gnuplot -e "dat='$(lastword $^)'; svg='$@'" $<

# $1: what was made for a program or a chapter
tell = $(if $(wants_help),for p in $1; do ./$$p -h; done,$(if $(gnuplot), \
    printf '  see      %s\n' $1,printf '  data     %s\n' $1; $(no_gnuplot)))
no_gnuplot = echo "gnuplot is not installed, nothing was drawn.  To get it:"; \
  echo "  apt-get install gnuplot-nox (Debian, Ubuntu, WSL)"; \
  echo "  dnf install gnuplot-minimal (Fedora), brew install gnuplot (macOS)"

chapter = $(call name_of,$(filter $1-%,$(CHAPTER_PROGRAMS)))
chapters := ch01 ch02 ch03 ch04 ch05 ch06
$(chapters): $$(foreach p,$$(call chapter,$$@),$$(call goal_of,$$p))
	@$(if $^,$(call tell,$^),echo "$@ is not written yet")

# What is there is shown as it is; if nothing is, it is made.
drawn_already = $(wildcard out/$(NAME).svg out/$(NAME)-*.svg)
show: $(if $(NAME),$(if $(drawn_already),,$(call shown_by,$(NAME))))
	@sh tools/show.sh '$(NAME)' $(drawn_already) $^

# ---- Exercises ------------------------------------------------------------
# chNN-.../exercises.c is the reader's, tools/exercises.sh the rest.

exercised := $(patsubst ch%,%,$(foreach c,$(chapters),$(if \
               $(wildcard $c-*/check_exercises.c),$c)))
verbs := ex hint diff watch count run reset
answering = $(ALWAYS) $(TESTING) $(SANITIZE) -DREAL=double \
  $(call works,-ftrivial-auto-var-init=pattern) \
  -Wno-unused-parameter -Wno-unused-function \
  -Werror=incompatible-pointer-types -Werror=implicit-function-declaration
in_tests = $(1:%.c=build/test/double/%.o)
# The modules that these sources include, and those that what they include does;
# with any of them all of common/.
includes = $(wildcard $(subst ",,$(sort $(shell \
  grep -ho '"[a-z0-9-]*/[a-z0-9_]*\.[ch]"' $1))))
below = $(filter $(MODULES),$(1:%.h=%.c) \
          $(patsubst %.h,%.c,$(call includes,$1 $(wildcard $(1:%.h=%.c)))))
modules_of = $(call in_tests,$(sort $(if $(call below,$(call includes,$1)), \
  $(wildcard common/*.c) $(call below,$(call includes,$1)))))

# $1: chapter   $2: folder
define exercises
$(verbs:%=%$1): parts = $$^
ex$1 hint$1 diff$1 watch$1 count$1: $(call in_tests,$2/check_exercises.c) \
  $(call modules_of,$2/exercises.h $2/check_exercises.c $2/solutions.c)
run$1: $(call in_tests,$2/check_exercises.c $2/run_exercises.c \
  $2/solutions.c) $(call modules_of,$(wildcard $2/*exercises.[ch]) \
  $2/solutions.c)
$(verbs:%=%$1):
	@BUILD='$$(CC) $$(answering)' LIBS='$$(LDLIBS) -lm' \
	  exec sh tools/exercises.sh $$@ $$(parts)
.PHONY: $(verbs:%=%$1)

build/exercises/$1/stub.c: $2/solutions.c tools/exercises.sh
	@mkdir -p $$(@D) && sh tools/exercises.sh stub$1 > $$@
build/exercises/$1/stub.o: build/exercises/$1/stub.c build/.flags
	@$$(CC) $$(answering) -Danswers=untouched_answers -c -o $$@ $$<
build/linked/test_exercises_ch$1: build/exercises/$1/stub.o
endef
$(foreach c,$(exercised),$(eval \
  $(call exercises,$c,$(patsubst %/,%,$(dir $(wildcard ch$c-*/solutions.c))))))
progress: $(exercised:%=count%)
verify-exercises: $(exercised:%=build/logs/test_exercises_ch%.log)
	@sh tests/summary.sh $^
.PHONY: progress verify-exercises

# ---- Numbers and pictures for the READMEs, from MNIST ---------------------

ifneq (,$(filter ledger gallery,$(MAKECMDGOALS)))
  ifeq ($(MNIST),data/digits)
    $(error this needs MNIST: say `make mnist` once, or MNIST=folder)
  endif
endif
ledger: $(foreach p,$(or $(NAME),$(PROGRAMS)),out/ledger/$p.dat)
	@sh tools/ledger.sh $(CHAPTER_PROGRAMS)
GALLERY := $(sort $(shell grep -oh 'plots/gallery/[a-z0-9_-]*\.svg' /dev/null \
             $(wildcard README.md ch0*/README.md)))
ifneq (,$(filter gallery,$(MAKECMDGOALS)))
  $(foreach p,ladder stranger,out/$p.dat out/.settings/$p): OPTIONS += --full
endif
gallery: $(GALLERY:plots/gallery/%=out/%)
	@mkdir -p plots/gallery && cp $^ plots/gallery/

# ---- Tests and measurements -----------------------------------------------

$(foreach t,$(TESTS),$(eval $(call linked,$t,tests/$t.c,test/$(call \
  real_of,tests/$t.c),$$(TESTING) $$(SANITIZE))))
logs := $(TESTS:%=build/logs/%.log) $(SCRIPT_TESTS:%=build/logs/%.log)
build/logs/test_%.log: build/test_%
	@mkdir -p $(@D)
	@./$< > $@ 2>&1 || echo "test_$*: exit status $$?" >> $@
	@printf "  %-22s %s\n" test_$* "$$(tail -n 1 $@)"
build/logs/test_%.log: tests/test_%.sh tests/check.sh Makefile \
    $(wildcard common/* ch0*/*.[ch] tools/*.* plots/*.gp)
	@mkdir -p $(@D)
	@CC='$(CC)' sh $< > $@ 2>&1 || echo "test_$*: exit status $$?" >> $@
	@printf "  %-22s %s\n" test_$* "$$(tail -n 1 $@)"
test: $(logs)
	@$(if $(SANITIZE),,echo "(this compiler has no sanitizers: tested without)";) \
	sh tests/summary.sh $^
mutants:
	@CC='$(CC)' sh tests/mutants.sh

blas = $(call works,-lopenblas)
build/bench: LDLIBS = $(blas)
build/float/tools/bench.o: extra = $(if $(blas),-DOPENBLAS)
bench: build/bench $(if $(filter data/digits,$(MNIST)),$(drawn))
	@MNIST='$(MNIST)' ./build/bench $(ARGS)

clean:
	rm -rf build out

Makefile: ;
.DEFAULT:
	@echo "there is no '$(patsubst out/%.dat,%,$@)'; make lists what there is" >&2; exit 1
FORCE:
.PHONY: help digits mnist $(chapters) show ledger gallery test mutants bench
.PHONY: clean FORCE
.DELETE_ON_ERROR:
