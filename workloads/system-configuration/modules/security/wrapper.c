/* Runs SOURCE with the rights of this file. */
#include <unistd.h>
int main(int argc, char **argv) { return execv(SOURCE, argv); }
