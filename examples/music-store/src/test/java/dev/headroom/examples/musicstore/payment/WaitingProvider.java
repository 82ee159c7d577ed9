package dev.headroom.examples.musicstore.payment;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until as many calls are in it as there are payments, looks what is held, and then answers all of them. */
final class WaitingProvider implements PaymentProvider {

    private final CyclicBarrier all;
    private volatile int connections = Integer.MAX_VALUE;
    private volatile int locks = Integer.MAX_VALUE;

    WaitingProvider(int payments, Observation observation) {
        this.all = new CyclicBarrier(payments, () -> look(observation));
    }

    /** The store's reader is the only one that may hold a connection, and it holds none most of the time. */
    private void look(Observation observation) {
        locks = observation.locks();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (connections > 0 && System.nanoTime() < end) {
            connections = Math.min(connections, observation.connections());
        }
    }

    int leastConnections() {
        return connections;
    }

    int locks() {
        return locks;
    }

    @Override
    public String charge(String key, BigDecimal amount) {
        try {
            all.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return "receipt of " + key;
    }

    @Override
    public Optional<String> find(String key) {
        return Optional.empty();
    }
}
