package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobIdTest {

    @Test
    void ofLaterJobsAreGreater() {
        JobId before = JobId.next(1_000);
        JobId after = JobId.next(1_001);
        assertThat(before).isLessThan(after);
        assertThat(JobId.next(0x7FFF_FFFF_FFFFL)).isGreaterThan(after);
    }

    @Test
    void areUuidsOfVersionSevenWithTheirTime() {
        JobId id = JobId.next(1_700_000_000_123L);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_123L);
    }

    @Test
    void areNotGivenTwice() {
        Set<JobId> ids = new HashSet<>();
        for (int count = 0; count < 10_000; count++) {
            ids.add(JobId.next(1));
        }
        assertThat(ids).hasSize(10_000);
    }

    @Test
    void areReadFromText() {
        JobId id = JobId.next(1);
        assertThat(JobId.parse(id.toString())).isEqualTo(id);
        assertThatThrownBy(() -> JobId.parse("17; drop table"))
                .isInstanceOf(InvalidJobException.class)
                .hasMessage("JobId.parse(\"17; drop table\"): that is no id of a job, which is a UUID.");
    }
}
