package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.FaultyDataSource;
import dev.headroom.testsupport.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A network that cuts all connections under one call to the database, before the database gets it or before its answer arrives. */
final class CutNetwork implements AutoCloseable {

    /** Long enough for the database to do its part. */
    private static final long ANSWERED = 150;

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final TcpProxy proxy;

    /** Reaches the database through this network. */
    final FaultyDataSource dataSource;

    /** Reaches it by itself. */
    final EngineBench bench;

    private CutNetwork(TestStore store) {
        this.proxy = store.database.openProxy();
        this.dataSource = new FaultyDataSource(store.database.dataSourceThrough(proxy));
        this.bench = new EngineBench(store.engine(), store.engine(), store.dataSource);
    }

    static CutNetwork to(TestStore store) {
        Assumptions.assumeTrue(store.kind != DatabaseKind.H2, "There is no network to H2 here.");
        store.clear();
        return new CutNetwork(store);
    }

    /** Under which call, and whether its answer is lost only. */
    record Cut(int call, boolean answer) {

        static final Cut NEVER = new Cut(1_000, false);

        static List<Cut> ofCalls(int calls) {
            List<Cut> cuts = new ArrayList<>();
            for (int call = 1; call <= calls; call++) {
                cuts.add(new Cut(call, false));
                cuts.add(new Cut(call, true));
            }
            return cuts;
        }
    }

    /** Counts calls from now on. */
    void arm(Cut next) {
        dataSource.reset();
        dataSource.runAt(next.call(), next.answer() ? this::cutTheAnswer : proxy::cut);
    }

    private void cutTheAnswer() {
        proxy.delay(TcpProxy.Direction.TO_CLIENT, Duration.ofMinutes(1));
        var unused = later.schedule(
                () -> {
                    proxy.cut();
                    proxy.delay(TcpProxy.Direction.TO_CLIENT, Duration.ZERO);
                },
                ANSWERED,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        bench.close();
        proxy.close();
        later.shutdownNow();
    }
}
