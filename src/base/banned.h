/* Functions that cannot be used safely here; naming one is a compile error.
 * Force-included in every translation unit by the build. alloca() is banned
 * too, but libfyaml.h names it in a macro: tools/check-tree looks for it. */
#ifndef TR_BASE_BANNED_H
#define TR_BASE_BANNED_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A header of others that names one of them in a macro comes before the ban. */
#ifdef TR_BEFORE_BAN
#include TR_BEFORE_BAN
#endif

/* Macros where clang meets a fortified libc; a macro cannot be poisoned. */
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok
#pragma GCC poison atoi atol atoll atof strtod strtof localtime gmtime ctime
#pragma GCC poison asctime system popen

#endif
