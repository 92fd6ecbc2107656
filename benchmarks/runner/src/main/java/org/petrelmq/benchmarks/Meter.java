package org.petrelmq.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a measurement used: time, CPU, allocated bytes; and what the machine did beside it. It adds up what is between each
 * begin and its end, so that what a workload does in preparation does not count.
 */
final class Meter {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A moment, or what is between two; all in nanoseconds but bytes. */
    private record Reading(long nanos, long cpuNanos, long allocatedBytes, long machineCpuNanos) {
        static final Reading NOTHING = new Reading(0, 0, 0, 0);

        static Reading now() {
            return new Reading(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocated(), machineCpu());
        }

        Reading plus(Reading begin, Reading end) {
            return new Reading(
                    nanos + end.nanos - begin.nanos,
                    cpuNanos + end.cpuNanos - begin.cpuNanos,
                    allocatedBytes + end.allocatedBytes - begin.allocatedBytes,
                    machineCpuNanos + end.machineCpuNanos - begin.machineCpuNanos);
        }
    }

    private Reading used = Reading.NOTHING;
    private Reading begun = Reading.NOTHING;
    private long messages;

    void begin() {
        begun = Reading.now();
    }

    /** So many messages came through since the begin. */
    void end(long count) {
        used = used.plus(begun, Reading.now());
        messages += count;
    }

    double seconds() {
        return used.nanos() / 1e9;
    }

    /** The figures of all that was between begin and end. */
    Figures figures() {
        double others = used.machineCpuNanos() - used.cpuNanos();
        return Figures.of(
                "rate",
                messages / seconds(),
                "cpuMicros",
                used.cpuNanos() / 1e3 / messages,
                "allocatedBytes",
                (double) used.allocatedBytes() / messages,
                "othersCpuPercent",
                Math.max(0, others / used.nanos() * 100));
    }

    private static long allocated() {
        long bytes = 0;
        for (long thread : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            bytes += Math.max(0, thread);
        }
        return bytes;
    }

    /** The CPU time of all processes: user, nice, system, irq and softirq of the first line of /proc/stat. */
    private static long machineCpu() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +", -1);
            long ticks = 0;
            for (int field : new int[] {1, 2, 3, 6, 7}) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks * 10_000_000;
        } catch (IOException e) {
            // Not Linux: then nothing is known of the others.
            return SYSTEM.getProcessCpuTime();
        }
    }

    /** What is reachable, in bytes. */
    static long liveBytes() {
        // Once more for what only the first found unreachable.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The largest resident set so far, in kilobytes; 0 where it is not known. */
    static long peakResidentKilobytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
