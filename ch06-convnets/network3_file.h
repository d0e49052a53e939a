// network3_file.h -- a network, and a training that goes on, as a file.
//
// A long training saves itself after every epoch.  Stopped in the middle and
// started again, it goes on from there, and ends with the same bits as if it
// had never been stopped.
//
// The file begins with two lines that a person can read, the layers and the
// settings; then come the numbers, 4 bytes each (8 in double), lowest byte
// first, and a sum (FNV-1a) to tell a damaged file by.
#ifndef NETWORK3_FILE_H
#define NETWORK3_FILE_H

#include "ch05-vanishing-gradients/layers.h"

typedef struct {
    const char *settings;      // one line; a file with another is refused
    int epoch;                 // so many are done
    Random random;             // whatever else is drawn, is drawn from here
    Matrix scores;             // a row for each epoch; what is in it is up to
                               // the program
} Network3Run;

// Parameters, batch_norm's averages, dropout's random numbers, and the run;
// run may be NULL.  Writes path.part, then renames it: there is never half a
// file called path.  What cannot be written is a one-line error, exit status 1.
void network3_save(const Layers *n, const Network3Run *run, const char *path);

// Into a network that has the same layers, and a run with the same settings
// and as many scores.  False, and nothing is changed, if there is no such file.
// A file that is damaged or belongs to something else is a one-line error that
// says so, exit status 1.
bool network3_load(Layers *n, Network3Run *run, const char *path);

#endif
