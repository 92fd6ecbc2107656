package org.petrelmq.crash.worker;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.transaction.xa.XAException;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Stopped;

/**
 * The process that is killed: opens a store and works with it on many threads, until the end of its standard input, if it
 * lives that long. A call that fails is a bug: then it ends with {@link #FAILED}.
 *
 * <p>Arguments: the broker's URL, the number of the process, a seed, and {@code work} or {@code drain}.
 */
public final class Worker {
    /** How the process ends when a call failed. */
    public static final int FAILED = 3;

    private final Peer peer;
    private final Teller teller = Teller.toParent();
    private final String process;
    private final Random random;
    private volatile boolean stopping;

    private Worker(Peer peer, String process, long seed) {
        this.peer = peer;
        this.process = process;
        this.random = new Random(seed);
    }

    /** With Petrel. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        run(Peer.petrel(arguments[0]), arguments);
    }

    /** With any provider; the first argument is no more needed. */
    public static void run(Peer peer, String[] arguments) throws IOException, InterruptedException {
        Worker worker = new Worker(peer, arguments[1], Long.parseLong(arguments[2]));
        worker.teller.tell(new Booted());
        if (arguments[3].equals("drain")) {
            worker.play("drain", Role.drain()).run();
        } else {
            worker.work();
        }
        peer.close();
        worker.teller.tell(new Stopped());
    }

    private void work() throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(play("producer", Role.producer(Role.WORK))));
        threads.add(new Thread(play("second", Role.producer(Role.WORK))));
        threads.add(new Thread(play("transacted", Role.transactedProducer())));
        threads.add(new Thread(play("feeder", Role.producer(Role.AUTO))));
        threads.add(new Thread(play("publisher", Role.publisher())));
        threads.add(new Thread(play("auto", Role.autoConsumer())));
        threads.add(new Thread(play("otherAuto", Role.autoConsumer())));
        threads.add(new Thread(play("client", Role.clientConsumer(Role.WORK))));
        threads.add(new Thread(play("mover", Role.mover())));
        threads.add(new Thread(play("otherMover", Role.mover())));
        threads.add(new Thread(play("end", Role.clientConsumer(Role.MOVED))));
        threads.add(new Thread(play("distributed", Role.distributed())));
        threads.add(new Thread(play("all", Role.subscriber("all", 0))));
        threads.add(new Thread(play("some", Role.subscriber("some", 40))));
        threads.add(new Thread(play("sharer", Role.sharer("shared"))));
        threads.add(new Thread(play("otherSharer", Role.sharer("shared"))));
        threads.add(new Thread(play("poisoned", Role.poisoned())));
        threads.add(new Thread(play("burier", Role.clientConsumer("DLQ"))));
        threads.forEach(Thread::start);
        teller.say(Teller.READY);
        while (System.in.read() >= 0) {
            // The parent says nothing, it only closes the pipe.
        }
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Runnable play(String role, Role what) {
        Scene scene = new Scene(role + process, new Random(random.nextLong()));
        return () -> {
            try {
                what.play(scene);
            } catch (JMSException | XAException | RuntimeException e) {
                fail(role, e);
            }
        };
    }

    /** Ends the process at once, since nothing that follows would tell more. */
    private static void fail(String role, Exception why) {
        synchronized (Worker.class) {
            String code = why instanceof XAException xa ? " with XA error " + xa.errorCode : "";
            System.getLogger(Worker.class.getName()).log(Level.ERROR, role + " of the worker failed" + code + ".", why);
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private final class Scene implements Role.Stage {
        private final String name;
        private final Random dice;

        Scene(String name, Random dice) {
            this.name = name;
            this.dice = dice;
        }

        @Override
        public Peer peer() {
            return peer;
        }

        @Override
        public Teller teller() {
            return teller;
        }

        @Override
        public Random random() {
            return dice;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean goesOn() {
            return !stopping;
        }
    }
}
