// data.h -- labelled examples: digits from a folder, parts of them, batches.
//
// A Dataset is a handle: examples as rows of numbers, and what the network
// should answer.  Parts of a data set are views, like parts of a matrix.
#ifndef DATA_H
#define DATA_H

#include <stdbool.h>

#include "common/matrix.h"
#include "common/random.h"

enum { PIXELS = 28 * 28, CLASSES = 10 };

typedef struct {
    Matrix x;                  // one example per row; pixels are 0 ... 1
    Matrix y;                  // the desired output, one row per example
    int *label;                // the class, 0, 1, ...; NULL where y is all
} Dataset;

// y from labels: 1 in the column of the label, 0 elsewhere.  Free with
// mat_free.  A label outside 0 ... classes - 1 is an error.
Matrix data_one_hot(const int *label, int count, int classes);

// count examples from number first on; a view.
Dataset data_part(Dataset set, int first, int count);

// A new data set of its own: numbers for x and y are zeros, labels 0.
Dataset dataset_new(int count, int inputs, int outputs);
void dataset_free(Dataset *set);

// Fills x, y and label with drawn digits (common/digits.h): the examples number
// first, first + 1, ... of this seed, as different as spread says, 0 to 2.
void data_draw(Dataset set, uint64_t seed, uint64_t first, real spread);

// ## Handwritten digits
//
// Reads the four files of MNIST's format from a folder:
//
//     train-images-idx3-ubyte  train-labels-idx1-ubyte       60 000 in MNIST
//     t10k-images-idx3-ubyte   t10k-labels-idx1-ubyte        10 000 in MNIST
//
// (or spelt train-images.idx3-ubyte).  Images must be 28 x 28, pixels become
// 0 (paper) ... 1 (ink), y is one-hot.  As in the text, the last sixth of the
// training images is held back for validation: 50 000, 10 000, 10 000.  A
// missing or damaged file is a one-line error, exit status 1.
typedef struct {
    Dataset train, validation, test;
    Dataset all_train, all_test;        // what was allocated: the two files
} Digits;

// folder NULL: $MNIST, else data/mnist if it is there, else data/digits.
Digits digits_load(const char *folder);
void digits_free(Digits *digits);

// ## Mini-batches
//
//     Batches batches = batches_new(set, 10);
//     batches_shuffle(&batches, &random);          start an epoch
//     while (batches_next(&batches)) ...           batches.x, batches.y
//     batches_free(&batches);
//
// 1000 examples in batches of 256 come as 256, 256, 256 and 232.
typedef struct {
    Matrix x, y;               // the batch: copies of some rows of set
    const int *label;          // and its labels, or NULL
    Dataset set;
    Matrix space_x, space_y;   // room for a full batch
    int *space_label;
    int *order;                // the examples, in the order of this epoch
    int size, next;            // next: how many are behind us in this epoch
} Batches;

Batches batches_new(Dataset set, int size);
void batches_shuffle(Batches *batches, Random *random);
void batches_rewind(Batches *batches);              // again, in the same order
bool batches_next(Batches *batches);                // false: the epoch is over
void batches_free(Batches *batches);

#endif
