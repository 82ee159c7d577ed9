package dev.headroom.fetch.watch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionEventListener;
import org.jspecify.annotations.Nullable;

/** The statements of a session, and which associations they loaded. Does not keep the session alive. */
final class SessionLoads {

    /** Counts the statements of a session, and reports its end. */
    private static final class Statements implements SessionEventListener {
        private static final long serialVersionUID = 1L;

        private int sent;
        private final transient Runnable completed;
        private final transient Runnable end;

        Statements(Runnable completed, Runnable end) {
            this.completed = completed;
            this.end = end;
        }

        @Override
        public void transactionCompletion(boolean successful) {
            if (completed != null) {
                completed.run();
            }
        }

        @Override
        public void jdbcPrepareStatementStart() {
            sent++;
        }

        @Override
        public void end() {
            if (end != null) {
                end.run();
            }
        }
    }

    private final int number;
    private final EagerLoads eager = new EagerLoads();
    private final Statements statements = new Statements(() -> eager.settle(true), this::ended);
    private final Map<String, StackLook> looks = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, Set<CallSite>> roles = new HashMap<>();
    private @Nullable Sample sample;
    private int claimed;

    SessionLoads(int number) {
        this.number = number;
    }

    /** To tell sessions apart. */
    int number() {
        return number;
    }

    SessionEventListener listener() {
        return statements;
    }

    EagerLoads eager() {
        return eager;
    }

    /** The associations that were loaded while the session was watched. */
    Set<String> roles() {
        return roles.keySet();
    }

    void loaded(String role, CallSite site) {
        roles.computeIfAbsent(role, added -> new HashSet<>()).add(site);
    }

    boolean wasLoadedAt(String role, CallSite site) {
        return roles.getOrDefault(role, Set.of()).contains(site);
    }

    /** Which to-one association led to a target the last time that it was looked for. */
    Map<String, String> references() {
        return references;
    }

    Findings sample(Sampling sampling) {
        Sample current = sample;
        if (current == null || !current.sampling().equals(sampling)) {
            current = new Sample(sampling, new Findings(Sampling.MOST_LOOKS));
            sample = current;
        }
        return current.findings();
    }

    StackLook look(String association) {
        StackLook look = StackLook.now();
        looks.put(association, look);
        return look;
    }

    @Nullable StackLook lastLook(String association) {
        return looks.get(association);
    }

    /** Runs a load, and counts how many statements it sent for itself, without those of loads within it. */
    int run(Runnable load) {
        int sentBefore = statements.sent;
        int claimedBefore = claimed;
        int own = 0;
        try {
            load.run();
        } finally {
            own = statements.sent - sentBefore - (claimed - claimedBefore);
            claimed += own;
        }
        return own;
    }

    private void ended() {
        Sample ended = sample;
        if (ended != null) {
            sample = null;
            eager.settle(true);
            ended.report();
        }
    }

    private record Sample(Sampling sampling, Findings findings) {
        void report() {
            sampling.report(findings.nPlusOnes());
        }
    }
}
