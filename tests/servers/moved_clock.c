/* Preloaded (LD_PRELOAD) into the programs of a cluster: the clock that anybody may set is ahead by the seconds that stand in
   the file of $MOVED_CLOCKS with the name of the folder the program was started in, as soon as they stand there. Clocks that
   nobody sets stay as they are. The kernel is asked without the C library: memory allocators ask the time before that is ready. */

#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *ahead;

__attribute__((constructor)) static void find_the_file(void) {
    const char *folder = getenv("MOVED_CLOCKS");
    char here[PATH_MAX], path[2 * PATH_MAX];
    if (folder == NULL || getcwd(here, sizeof here) == NULL)
        return;
    snprintf(path, sizeof path, "%s/%s", folder, strrchr(here, '/') + 1);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return; /* a program whose clock nobody moves */
    void *found = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (found != MAP_FAILED)
        ahead = found;
}

int clock_gettime(clockid_t clock, struct timespec *told) {
    int failed = (int)syscall(SYS_clock_gettime, clock, told);
    if (!failed && ahead != NULL && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        told->tv_sec += *ahead;
    return failed;
}

int gettimeofday(struct timeval *restrict told, void *restrict zone) {
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    told->tv_sec = now.tv_sec;
    told->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *told) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told != NULL)
        *told = now.tv_sec;
    return now.tv_sec;
}
