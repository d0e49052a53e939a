// real.h -- the type of every number in the mathematics.
//
// make builds the modules twice: with float for programs that train on digits
// (half the memory, twice the speed), with double for programs that show
// mathematics to twelve digits.
#ifndef REAL_H
#define REAL_H

#ifndef REAL
#define REAL float
#endif
typedef REAL real;

#endif
