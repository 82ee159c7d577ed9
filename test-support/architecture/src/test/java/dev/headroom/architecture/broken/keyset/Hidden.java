package dev.headroom.architecture.broken.keyset;

/** Nobody outside can name it. */
class Hidden extends RuntimeException {

    private static final long serialVersionUID = 1;

    int[] numbers() {
        return new int[] {1, 2};
    }
}
