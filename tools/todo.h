// todo.h -- what stands where a reader of the exercises has yet to write.
//
// TODO is a NaN that can be told from others: one whose bits spell 70d0.
// `return TODO;` compiles, and the checker sees that nothing is there yet.
#ifndef TODO_H
#define TODO_H

#include <stdio.h>             // so that a printf helps to look

#define TODO __builtin_nan("0x70d0")

#endif
