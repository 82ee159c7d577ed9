package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobIdTest {

    private static final int PLACES = 4_096;

    private final JobIds ids = new JobIds();

    @Test
    void ofLaterJobsAreGreater() {
        JobId before = ids.next(1_000);
        JobId after = ids.next(1_001);
        assertThat(before).isLessThan(after);
        assertThat(ids.next(0x7FFF_FFFF_FFFFL)).isGreaterThan(after);
    }

    @Test
    void ofOneMillisecondAreInTheOrderInWhichTheyWereMade() {
        JobId before = ids.next(1_000);
        for (int count = 0; count < 5_000; count++) { // which is more than have room in a millisecond
            JobId after = ids.next(1_000);
            assertThat(after).isGreaterThan(before);
            before = after;
        }
        assertThat(before.value().getMostSignificantBits() >>> 16).isEqualTo(1_001);
        assertThat(before.value().version()).isEqualTo(7);
        assertThat(ids.next(999)).as("of a clock that went back").isGreaterThan(before);
    }

    @Test
    void areOrderedAsTheirTexts() {
        JobId high = new JobId(new UUID(-1, 0));
        JobId low = new JobId(new UUID(0, -1));
        assertThat(high).isGreaterThan(low);
        assertThat(low).isGreaterThan(new JobId(new UUID(0, 1)));
        assertThat(high.toString()).isGreaterThan(low.toString());
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
        Set<JobId> made = ConcurrentHashMap.newKeySet();
        JobIds other = new JobIds(); // as of another process
        IntStream.range(0, 20_000).parallel().forEach(number -> {
            made.add(ids.next(1));
            made.add(other.next(1));
        });
        assertThat(made).hasSize(40_000);
    }

    @Test
    void cannotBeGuessedFromEachOther() {
        Set<Long> differences = new HashSet<>();
        long before = ids.next(1).value().getLeastSignificantBits();
        for (int count = 0; count < 1_000; count++) {
            long after = ids.next(1).value().getLeastSignificantBits();
            differences.add((after - before) >>> 40);
            before = after;
        }
        assertThat(differences).hasSizeGreaterThan(950);
    }

    /** Whether they come all at once or one by one. */
    @Test
    void fillHashTablesEvenly() {
        JobIds others = new JobIds();
        assertThat(places(count -> ids.next(1_000))).hasSize(PLACES);
        assertThat(places(count -> others.next(1_700_000_000_000L + count))).hasSize(PLACES);
    }

    private static Set<Integer> places(IntFunction<JobId> next) {
        return IntStream.range(0, PLACES)
                .mapToObj(count -> next.apply(count).hashCode() & (PLACES - 1))
                .collect(Collectors.toSet());
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
