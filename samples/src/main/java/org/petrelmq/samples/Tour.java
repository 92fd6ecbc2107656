package org.petrelmq.samples;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All samples, one after the other. Its exit status is 1 if one of them failed. */
public final class Tour {
    private static final Map<String, Sample> SAMPLES = new LinkedHashMap<>();

    static {
        SAMPLES.put("TaskQueue: competing workers, one of which dies", TaskQueue::run);
        SAMPLES.put("Rpc: calls with deadline, cancellation and errors", Rpc::run);
        SAMPLES.put("OrderProcessing: transactions and a dead letter", OrderProcessing::run);
        SAMPLES.put("Commands: typed commands, selected by services", Commands::run);
        SAMPLES.put("Tickets: replies that are polled later", Tickets::run);
        SAMPLES.put("ChatRoom: patterns, durable subscriptions, replay", ChatRoom::run);
        SAMPLES.put("DurableOrders: a broker on disk, over a restart", DurableOrders::run);
        SAMPLES.put("JndiLookup: everything from jndi.properties", JndiLookup::run);
        SAMPLES.put("WebApp: a servlet in Tomcat", WebApp::run);
    }

    private Tour() {}

    /** A sample is a program of its own: anything can go wrong in it, and its outcome is its own. */
    private interface Sample {
        Object run(PrintStream out) throws Exception;
    }

    /**
     * What happened.
     *
     * @param ran how many samples there are
     * @param failed the headings of those that failed
     */
    record Outcome(int ran, List<String> failed) {}

    /** Runs the samples. */
    public static void main(String[] args) {
        Outcome outcome = run(System.out);
        System.out.flush();
        if (!outcome.failed().isEmpty()) {
            System.exit(1);
        }
    }

    static Outcome run(PrintStream out) {
        List<String> failed = new ArrayList<>();
        long start = System.nanoTime();
        SAMPLES.forEach((heading, sample) -> {
            out.println("== " + heading);
            try {
                sample.run(out);
            } catch (Exception e) { // the next sample has nothing to do with it
                failed.add(heading);
                out.println("FAILED: " + e);
                System.getLogger(Tour.class.getName()).log(Level.ERROR, heading + " failed.", e);
            }
            out.println();
        });
        long millis = (System.nanoTime() - start) / 1_000_000;
        out.println(
                failed.isEmpty()
                        ? SAMPLES.size() + " samples ran in " + millis + " ms."
                        : failed.size() + " of " + SAMPLES.size() + " samples failed: " + failed);
        return new Outcome(SAMPLES.size(), failed);
    }
}
