package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobIdTest {

    private final JobIds ids = new JobIds();

    @Test
    void ofLaterJobsAreGreater() {
        JobId before = ids.next(1_000);
        JobId after = ids.next(1_001);
        assertThat(before).isLessThan(after);
        assertThat(ids.next(0x7FFF_FFFF_FFFFL)).isGreaterThan(after);
    }

    @Test
    void areUuidsOfVersionSevenWithTheirTime() {
        JobId id = ids.next(1_700_000_000_123L);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_123L);
    }

    @Test
    void areNotGivenTwice() {
        Set<JobId> made = new HashSet<>();
        for (int count = 0; count < 10_000; count++) {
            made.add(ids.next(1));
        }
        assertThat(made).hasSize(10_000);
    }

    @Test
    void areReadFromText() {
        JobId id = ids.next(1);
        assertThat(JobId.parse(id.toString())).isEqualTo(id);
        assertThatThrownBy(() -> JobId.parse("17; drop table"))
                .isInstanceOf(InvalidJobException.class)
                .hasMessage("JobId.parse(\"17; drop table\"): that is no id of a job, which is a UUID.");
    }
}
