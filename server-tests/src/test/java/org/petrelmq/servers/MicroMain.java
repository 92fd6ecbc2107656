package org.petrelmq.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Starts Payara Micro in its JVM and does there what the test asks for. Its classes are found by name: they are in a jar that has the
 * whole platform in it, which does not belong on the class path of the test.
 */
public final class MicroMain {
    private final Object runtime;

    private MicroMain(Object runtime) {
        this.runtime = runtime;
    }

    /** Starts. The first argument is the port where the test asks, the others are Payara Micro's own. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        Class<?> launcher = Class.forName("fish.payara.micro.boot.PayaraMicroLauncher");
        Object server = launcher.getMethod("create", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        Object runtime = Class.forName("fish.payara.micro.boot.PayaraMicroBoot")
                .getMethod("getRuntime")
                .invoke(server);

        HttpServer commands = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        commands.createContext("/", new MicroMain(runtime)::answer);
        commands.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String argument = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        String failure = "";
        try {
            carryOut(exchange.getRequestURI().getPath(), argument);
        } catch (ReflectiveOperationException | IllegalStateException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            failure = trace.toString();
        }
        byte[] body = failure.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(failure.isEmpty() ? 200 : 500, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void carryOut(String command, String argument) throws ReflectiveOperationException {
        Class<?> type = Class.forName("fish.payara.micro.PayaraMicroRuntime");
        if (command.equals("/deploy")) {
            Object done = type.getMethod("deploy", File.class).invoke(runtime, new File(argument));
            if (!Boolean.TRUE.equals(done)) {
                throw new IllegalStateException("It was not deployed.");
            }
        } else if (command.equals("/run")) {
            run(type, argument.split(" +", -1));
        } else {
            type.getMethod("undeploy", String.class).invoke(runtime, argument);
        }
    }

    /** Runs a command of administration; its result is found out by name, too. */
    private void run(Class<?> type, String[] words) throws ReflectiveOperationException {
        Map<?, ?> results = (Map<?, ?>) type.getMethod("run", String.class, String[].class)
                .invoke(runtime, words[0], Arrays.copyOfRange(words, 1, words.length));
        for (Object result : results.values()) {
            try {
                Object done = ((Future<?>) result).get();
                Class<?> kind = Class.forName("fish.payara.micro.ClusterCommandResult");
                String status = String.valueOf(kind.getMethod("getExitStatus").invoke(done));
                if (status.equals("FAILURE")) {
                    throw new IllegalStateException(
                            words[0] + ": " + kind.getMethod("getOutput").invoke(done));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException(words[0], e);
            }
        }
    }
}
