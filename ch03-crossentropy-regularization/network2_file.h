// network2_file.h -- a trained network as a file.
//
// Text that a person can read: cost and sizes, all parameters, and a sum to
// tell a damaged file by (FNV-1a of all lines above it):
//
//     network2 cross-entropy 3 layers: 784 30 10
//     0.0123456789                                      one number a line
//     ...
//     sum 1a2b3c4d
//
// λ and the other additions are not saved.
#ifndef NETWORK2_FILE_H
#define NETWORK2_FILE_H

#include "ch03-crossentropy-regularization/network2.h"

// Writes path.part, then renames it: there is never half a file called path.
// What cannot be written, or is not finite, is a one-line error, exit status 1.
void network2_save(const Network2 *n, const char *path);

// A file that does not hold a whole network is a one-line error that says what
// is wrong with it, exit status 1.
Network2 network2_load(const char *path, int most_rows);

#endif
