package dev.headroom.benchmarks.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * Wrong rows that a peer returns, and the right ones.
 *
 * @param right ids in the order asked for
 * @param wrong what comes instead
 */
record Defect(List<Long> right, List<Long> wrong) {

    /** For an assertion that fails when the peer has become right. */
    static final String MENDED = "mended: remove from the guide";

    static Defect expecting(Long... right) {
        return new Defect(List.of(right), List.of());
    }

    Defect butGetting(Long... got) {
        return new Defect(right, List.of(got));
    }

    void isIn(List<Long> actual) {
        assertThat(actual).as(MENDED).isNotEqualTo(right);
        assertThat(actual).as("still wrong, in another way").isEqualTo(wrong);
    }
}
