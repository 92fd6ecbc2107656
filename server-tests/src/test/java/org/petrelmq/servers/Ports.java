package org.petrelmq.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ports that nobody uses. */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 30_000;
    private static final long PATIENCE_SECONDS = 90;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Ports() {}

    /** A free port. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until somebody listens at a port of this machine. */
    static void await(int port, ServerProcess process) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("The server does not start.");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
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
