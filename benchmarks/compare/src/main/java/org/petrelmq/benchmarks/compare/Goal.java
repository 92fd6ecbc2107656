package org.petrelmq.benchmarks.compare;

import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/**
 * What Petrel aims at in a row.
 *
 * @param text how it is written, with the bound
 * @param reached what of a result it is about
 * @param holds whether that is enough
 */
record Goal(String text, ToDoubleFunction<Result> reached, DoublePredicate holds) {

    /** So many times the rate of the better of the peers. */
    static Goal times(double factor) {
        return atLeast("× better peer ≥ " + shown(factor), result -> result.toBetterPeer(), factor);
    }

    /** So much of the time that the better of the peers takes. */
    static Goal ofTheTime(double share) {
        return atMost("× better peer's time ≤ " + shown(share), result -> result.toBetterPeer(), share);
    }

    /** So much of the rate of the limit. */
    static Goal ofLimit(double share) {
        return atLeast(
                "of the limit ≥ " + shown(share),
                result -> result.median(result.first(), "rate") / result.median("limit", "rate"),
                share);
    }

    /** A median latency of so many times the limit's. */
    static Goal ofLimitsMedian(double factor) {
        return atMost(
                "p50 ≤ " + shown(factor) + " × limit's",
                result -> result.median(result.first(), "p50Micros") / result.median("limit", "p50Micros"),
                factor);
    }

    static Goal median(double micros) {
        return atMost("p50 µs ≤ " + shown(micros), result -> result.median(result.first(), "p50Micros"), micros);
    }

    static Goal cpu(double micros) {
        return atMost("CPU µs ≤ " + shown(micros), result -> result.median(result.first(), "cpuMicros"), micros);
    }

    static Goal bytes(double bytes) {
        return atMost("bytes ≤ " + shown(bytes), result -> result.median(result.first(), "allocatedBytes"), bytes);
    }

    static Goal rate(double rate) {
        return atLeast("messages/s ≥ " + shown(rate), result -> result.median(result.first(), "rate"), rate);
    }

    static Goal bytesPerQueue(double bytes) {
        return atMost(
                "heap per queue ≤ " + shown(bytes), result -> result.median(result.first(), "bytesPerQueue"), bytes);
    }

    /** So many megabytes more than a bare JVM has. */
    static Goal resident(double megabytes) {
        return atMost(
                "resident MB beside the bare JVM ≤ " + shown(megabytes),
                result -> result.median(result.first(), "residentMegabytes")
                        - result.median("bare JVM", "residentMegabytes"),
                megabytes);
    }

    private static Goal atLeast(String text, ToDoubleFunction<Result> reached, double bound) {
        return new Goal(text, reached, value -> value >= bound);
    }

    private static Goal atMost(String text, ToDoubleFunction<Result> reached, double bound) {
        return new Goal(text, reached, value -> value <= bound);
    }

    static String shown(double value) {
        String format = value >= 100 || value == Math.rint(value) ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
