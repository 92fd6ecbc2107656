package org.petrelmq.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used so far: time, CPU, allocated bytes; and what the machine did beside it. */
final class Meter {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A moment; all in nanoseconds but bytes. */
    record Reading(long nanos, long cpuNanos, long allocatedBytes, long machineCpuNanos) {}

    private Meter() {}

    static Reading read() {
        return new Reading(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocated(), machineCpu());
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
