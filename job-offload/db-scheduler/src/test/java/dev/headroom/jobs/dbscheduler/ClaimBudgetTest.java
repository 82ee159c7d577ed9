package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.model.JobId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A subscription holds no more claims than it runs handlers at once. */
class ClaimBudgetTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final HeldClaims claims = new HeldClaims(HeldClaims.FRESH);
    private final ClaimBudget budget = new ClaimBudget(4, looks::incrementAndGet);

    private List<Claim> claims(int count, boolean all) {
        List<Claim> made = IntStream.range(0, count)
                .mapToObj(number -> new Claim(new JobId(new UUID(0, number)), "default", 2))
                .toList();
        made.forEach(claim -> claims.add(new HeldClaim(claim, budget, null)));
        budget.add(count, all);
        return made;
    }

    @Test
    void countsAClaimUntilItsHandlerHasEnded() {
        List<Claim> held = claims(3, false);
        assertThat(budget.free()).isEqualTo(1);

        claims.handlerEnded(held.get(0));
        claims.handlerEnded(held.get(0));
        assertThat(budget.free()).isEqualTo(2);
        assertThat(looks).as("there was no more work").hasValue(0);
    }

    @Test
    void looksWhenHalfOfItsHandlersAreFreeIfThereMayBeMore() {
        List<Claim> held = claims(4, true);
        long added = System.nanoTime();
        claims.handlerEnded(held.get(0));
        boolean atOnce = System.nanoTime() - added < ClaimBudget.WORTHWHILE;
        assertThat(looks.get()).isEqualTo(atOnce ? 0 : 1);

        int before = looks.get();
        claims.handlerEnded(held.get(1));
        assertThat(looks).hasValue(before + 1);
    }

    /** A slow job must not keep a free handler from working. */
    @Test
    void looksAtOnceIfItHasNotLookedForAWhile() {
        List<Claim> held = claims(4, true);
        long added = System.nanoTime();
        while (System.nanoTime() - added < ClaimBudget.WORTHWHILE) {
            Thread.onSpinWait();
        }
        claims.handlerEnded(held.get(0));
        assertThat(looks).hasValue(1);
    }

    @Test
    void looksWhenSomethingIsExpected() {
        List<Claim> held = claims(2, false);
        budget.expect();
        claims.handlerEnded(held.get(0));
        assertThat(looks).hasValue(1);
    }
}
