package org.petrelmq.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Ports that nobody uses. */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 30_000;

    private Ports() {}

    /** A free port. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A port from which on so many are free; below those that the system gives away by itself. */
    static int range(int size) {
        Random random = new Random();
        for (int base = LOWEST + random.nextInt(size) * 10; base < HIGHEST; base += size) {
            if (allFree(base, size)) {
                return base;
            }
        }
        throw new IllegalStateException("There are no " + size + " free ports.");
    }

    private static boolean allFree(int base, int size) {
        for (int port = base; port < base + size; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.getLocalPort();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
