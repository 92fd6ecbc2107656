package org.petrelmq.servers;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.Map;

/**
 * Kills a server at a place of Petrel's code, with the means of a debugger: the JVM stands still when it gets there, and is killed
 * before it does anything else.
 */
final class Killer {
    private static final long PATIENCE_MILLIS = 30_000;

    private final VirtualMachine machine;

    private Killer(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Attaches to a JVM. */
    static Killer attach(int port) throws IOException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            return new Killer(connector.attach(arguments));
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
    }

    /** Stops the JVM at the beginning of a method, whichever class loader has the class; returns how many places these are. */
    int stopAt(String className, String methodName) {
        int places = 0;
        for (ReferenceType type : machine.classesByName(className)) {
            for (Method method : type.methodsByName(methodName)) {
                Location start = method.location();
                BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(start);
                request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
                request.enable();
                places++;
            }
        }
        return places;
    }

    /** Waits until the JVM gets there and kills it. Returns the call stack of the place. */
    String killThere(ServerProcess process, long pid) throws InterruptedException {
        try {
            String stack = awaitStop();
            process.kill(pid);
            return stack;
        } finally {
            leave();
        }
    }

    /** Takes the breakpoints away, if the JVM is still there. */
    private void leave() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException e) {
            // That is what was wanted.
        }
    }

    private String awaitStop() throws InterruptedException {
        while (true) {
            EventSet events = machine.eventQueue().remove(PATIENCE_MILLIS);
            if (events == null) {
                throw new AssertionError("The server does not come to the place where it is to be killed.");
            }
            for (Event event : events) {
                if (event instanceof BreakpointEvent stop) {
                    return stack(stop);
                }
            }
            events.resume();
        }
    }

    private static String stack(BreakpointEvent stop) {
        try {
            StringBuilder stack = new StringBuilder();
            stop.thread()
                    .frames()
                    .forEach(frame -> stack.append(frame.location()).append('\n'));
            return stack.toString();
        } catch (IncompatibleThreadStateException e) {
            throw new AssertionError("The thread does not stand still.", e);
        }
    }
}
