package dev.headroom.retry.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.retry.exception.RetryInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that meet at a {@link LockLimit}. None sleeps: what they wait for is a latch. */
@Timeout(20)
class LockLimitTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void letsNoMoreInThanItHasPermits() throws Exception {
        LockLimit limit = LockLimit.of("orders", 3, LONG);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> done = start(64, () -> {
            for (int i = 0; i < 50; i++) {
                limit.run(i, () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return inside.decrementAndGet();
                });
            }
            return 50;
        });
        assertThat(sum(done)).isEqualTo(64 * 50);
        assertThat(most.get()).isBetween(1, 3);
        assertIdle(limit, 3);
    }

    @Test
    void letsAsManyInAsItHasPermits() throws Exception {
        LockLimit limit = LockLimit.of("orders", 3, LONG);
        CyclicBarrier three = new CyclicBarrier(3);
        List<Future<Integer>> done = start(63, () -> limit.run("any", () -> meet(three)));
        assertThat(sum(done)).isEqualTo(63);
        assertIdle(limit, 3);
    }

    private static int meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
            return 1;
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void refusesAtOnceWhenFull() throws Exception {
        LockLimit limit = LockLimit.of("orders", 2);
        try (Holder one = new Holder(limit, "a");
                Holder two = new Holder(limit, "b")) {
            assertThat(limit.available("c")).isZero();
            LockLimitException full =
                    catchThrowableOfType(LockLimitException.class, () -> limit.run("c", () -> "done"));
            assertThat(full).hasMessageContaining("\"orders\"").hasMessageContaining("all 2 permits");
            assertThat(full.name()).isEqualTo("orders");
            assertThat(full.permits()).isEqualTo(2);
            assertThat(full.waited()).isZero();
            assertThat(limit.tryRun("c", () -> "done")).isEmpty();
            one.letGo();
            assertThat(limit.available("c")).isEqualTo(1);
            assertThat(limit.run("c", () -> "done")).isEqualTo("done");
            assertThat(limit.tryRun("c", () -> "done")).isEqualTo(Optional.of("done"));
            assertThat(two.isHolding()).isTrue();
        }
        assertIdle(limit, 2);
    }

    @Test
    void refusesAfterItsWait() throws Exception {
        LockLimit limit = LockLimit.of("orders", 1, Duration.ofMillis(20));
        try (Holder holder = new Holder(limit, "a")) {
            assertThatThrownBy(() -> limit.run("a", () -> "done"))
                    .isInstanceOfSatisfying(
                            LockLimitException.class,
                            full -> assertThat(full.waited()).isEqualTo(Duration.ofMillis(20)))
                    .hasMessageContaining("within PT0.02S");
            assertThat(holder.isHolding()).isTrue();
        }
        assertIdle(limit, 1);
    }

    @Test
    void letsAWaitingThreadInWhenAnotherLeaves() throws Exception {
        LockLimit limit = LockLimit.perKey("rows", 1, LONG);
        try (Holder holder = new Holder(limit, "a")) {
            Future<String> waiter = threads.submit(() -> limit.run("a", () -> "done"));
            await(() -> limit.waiting() == 1);
            assertThat(limit.keys()).isEqualTo(1);
            holder.letGo();
            assertThat(waiter.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertIdle(limit, 1);
    }

    @Test
    void keepsAKeyForThoseThatComeAfterItsFirstUser() throws Exception {
        LockLimit limit = LockLimit.perKey("rows", 2);
        try (Holder first = new Holder(limit, "a");
                Holder second = new Holder(limit, "a")) {
            first.letGo();
            assertThat(limit.keys()).isEqualTo(1);
            try (Holder third = new Holder(limit, "a")) {
                assertThat(limit.tryRun("a", () -> "done")).isEmpty();
                assertThat(third.isHolding() && second.isHolding()).isTrue();
            }
        }
        assertIdle(limit, 2);
    }

    @Test
    void limitsEachKeyByItself() throws Exception {
        LockLimit limit = LockLimit.perKey("rows", 1);
        try (Holder a = new Holder(limit, "a");
                Holder b = new Holder(limit, "b")) {
            assertThat(limit.keys()).isEqualTo(2);
            assertThat(limit.tryRun(new String("a"), () -> "done")).isEmpty();
            assertThat(limit.run("c", () -> "done")).isEqualTo("done");
            assertThat(limit.available("a")).isZero();
            assertThat(limit.available("c")).isEqualTo(1);
            assertThat(a.isHolding() && b.isHolding()).isTrue();
        }
        assertIdle(limit, 1);
    }

    @Test
    void forgetsKeysAfterManyThreads() throws Exception {
        LockLimit limit = LockLimit.perKey("rows", 1, LONG);
        int[] counters = new int[7];
        List<Future<Integer>> done = start(64, () -> {
            for (int i = 0; i < 350; i++) {
                int key = i % counters.length;
                limit.run(key, () -> counters[key]++);
            }
            return 1;
        });
        assertThat(sum(done)).isEqualTo(64);
        assertThat(counters).containsOnly(64 * 50);
        assertIdle(limit, 1);
    }

    @Test
    void givesThePermitBackWhenTheWorkThrows() throws Exception {
        LockLimit limit = LockLimit.of("orders", 2);
        IllegalStateException broken = new IllegalStateException("broken");
        // Who keeps the key in use: the permit does not come back by forgetting the key.
        try (Holder holder = new Holder(limit, "a")) {
            assertThatThrownBy(() -> limit.run("b", () -> {
                        throw broken;
                    }))
                    .isSameAs(broken);
            assertThat(limit.available("b")).isEqualTo(1);
            assertThat(holder.isHolding()).isTrue();
        }
        assertIdle(limit, 2);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        LockLimit limit = LockLimit.perKey("rows", 1, LONG);
        try (Holder holder = new Holder(limit, "a")) {
            CountDownLatch started = new CountDownLatch(1);
            List<Thread> waiting = new ArrayList<>();
            Future<Boolean> waiter = threads.submit(() -> {
                waiting.add(Thread.currentThread());
                started.countDown();
                assertThatThrownBy(() -> limit.run("a", () -> "done"))
                        .isInstanceOf(RetryInterruptedException.class)
                        .hasMessageContaining("\"rows\"");
                return Thread.currentThread().isInterrupted();
            });
            started.await();
            await(() -> limit.waiting() == 1);
            waiting.get(0).interrupt();
            assertThat(waiter.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(limit.waiting()).isZero();
            assertThat(holder.isHolding()).isTrue();
        }
        assertIdle(limit, 1);
    }

    @Test
    void doesNothingInAnInterruptedThread() throws Exception {
        LockLimit limit = LockLimit.of("orders", 1);
        AtomicInteger ran = new AtomicInteger();
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> limit.tryRun("a", ran::incrementAndGet))
                    .isInstanceOf(RetryInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasValue(0);
        assertIdle(limit, 1);
    }

    @Test
    void refusesSenselessNumbers() {
        assertThatThrownBy(() -> LockLimit.of("orders", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"orders\" of 0 permits");
        assertThatThrownBy(() -> LockLimit.perKey("rows", 1, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
    }

    private static void assertIdle(LockLimit limit, int permits) {
        assertThat(limit.keys()).isZero();
        assertThat(limit.waiting()).isZero();
        assertThat(limit.available("a")).isEqualTo(permits);
    }

    private <T> List<Future<T>> start(int count, Callable<T> work) {
        return IntStream.range(0, count)
                .mapToObj(thread -> threads.submit(work))
                .toList();
    }

    private static int sum(List<Future<Integer>> results) throws Exception {
        int sum = 0;
        for (Future<Integer> result : results) {
            sum += result.get(30, TimeUnit.SECONDS);
        }
        return sum;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.interrupted()).as("out of time").isFalse();
            Thread.onSpinWait();
        }
    }

    /** Holds a permit in a thread of its own until it is closed. */
    private final class Holder implements AutoCloseable {

        private final CountDownLatch closing = new CountDownLatch(1);
        private final Future<Boolean> work;

        Holder(LockLimit limit, Object key) throws InterruptedException {
            CountDownLatch holding = new CountDownLatch(1);
            work = threads.submit(() -> limit.run(key, () -> {
                holding.countDown();
                return isClosed();
            }));
            holding.await();
        }

        private boolean isClosed() {
            try {
                closing.await();
                return true;
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
        }

        boolean isHolding() {
            return !work.isDone();
        }

        void letGo() {
            closing.countDown();
            assertThat(work).succeedsWithin(Duration.ofSeconds(30));
        }

        @Override
        public void close() {
            letGo();
        }
    }
}
