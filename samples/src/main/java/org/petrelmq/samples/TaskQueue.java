package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.petrelmq.PetrelConnectionFactory;

/**
 * A task queue: a web front hands uploaded photos to three workers that compete for them and make thumbnails. Each worker has
 * its own connection and acknowledges a task when its result is sent, so a task is never lost: one worker dies in the middle
 * of the panorama, and another one gets the same task again.
 *
 * <p>Look at: the session mode CLIENT_ACKNOWLEDGE, what closing without {@code acknowledge} does, and JMSRedelivered.
 */
public final class TaskQueue {
    private static final int WORKERS = 3;
    private static final int LONGEST_SIDE = 320;
    private static final String CLOSING_TIME = "ClosingTime";

    private static final List<Photo> UPLOADS = List.of(
            new Photo("panorama.tif", 24_000, 6_000),
            new Photo("harbour.jpg", 4_032, 3_024),
            new Photo("ferry.jpg", 3_024, 4_032),
            new Photo("logo.png", 256, 256));

    private TaskQueue() {}

    private record Photo(String file, int width, int height) {}

    /**
     * A finished task.
     *
     * @param file the photo
     * @param size of its thumbnail
     * @param worker who made it
     * @param redelivered whether somebody else had been given the task before
     */
    record Thumbnail(String file, String size, String worker, boolean redelivered) {}

    /**
     * What happened.
     *
     * @param thumbnails the results, in the order in which the web front got them
     * @param dead the workers that died
     */
    record Outcome(List<Thumbnail> thumbnails, List<String> dead) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException, InterruptedException, ExecutionException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException, InterruptedException, ExecutionException {
        ConnectionFactory factory = new PetrelConnectionFactory("petrel:mem:");
        ExecutorService machines = Executors.newFixedThreadPool(WORKERS);
        try (JMSContext web = factory.createContext()) {
            for (Photo photo : UPLOADS) {
                MapMessage task = web.createMapMessage();
                task.setString("file", photo.file());
                task.setInt("width", photo.width());
                task.setInt("height", photo.height());
                web.createProducer().send(web.createQueue("thumbnails.wanted"), task);
            }
            CyclicBarrier everybodyHasOne = new CyclicBarrier(WORKERS);
            List<Future<Boolean>> workers = new ArrayList<>();
            for (int i = 1; i <= WORKERS; i++) {
                String name = "worker-" + i;
                workers.add(machines.submit(() -> work(name, factory, everybodyHasOne, out)));
            }
            List<Thumbnail> thumbnails = collect(web, out);
            for (int i = 1; i <= WORKERS; i++) {
                web.createProducer().setJMSType(CLOSING_TIME).send(web.createQueue("thumbnails.wanted"), "");
            }
            return new Outcome(thumbnails, dead(workers));
        } finally {
            machines.shutdownNow();
        }
    }

    /** Works until closing time; returns false if it died before that. */
    private static boolean work(String name, ConnectionFactory factory, CyclicBarrier everybodyHasOne, PrintStream out)
            throws JMSException, InterruptedException, BrokenBarrierException {
        try (JMSContext jms = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer tasks = jms.createConsumer(jms.createQueue("thumbnails.wanted"));
            Message task = tasks.receive();
            everybodyHasOne.await(); // only so that no worker is done with everything before the others have begun
            while (!CLOSING_TIME.equals(task.getJMSType())) {
                MapMessage photo = (MapMessage) task;
                if (photo.getString("file").endsWith(".tif") && !photo.getJMSRedelivered()) {
                    out.println(name + " runs out of memory over " + photo.getString("file") + " and dies");
                    return false; // the connection closes: what is not acknowledged goes back to its place in the queue
                }
                jms.createProducer()
                        .setProperty("file", photo.getString("file"))
                        .setProperty("worker", name)
                        .setProperty("redelivered", photo.getJMSRedelivered())
                        .send(jms.createQueue("thumbnails.done"), sizeOf(photo));
                photo.acknowledge();
                task = tasks.receive();
            }
            task.acknowledge();
            return true;
        }
    }

    private static String sizeOf(MapMessage photo) throws JMSException {
        int width = photo.getInt("width");
        int height = photo.getInt("height");
        double scale = Math.min(1.0, (double) LONGEST_SIDE / Math.max(width, height));
        return Math.round(width * scale) + "x" + Math.round(height * scale);
    }

    private static List<Thumbnail> collect(JMSContext web, PrintStream out) throws JMSException {
        List<Thumbnail> thumbnails = new ArrayList<>();
        JMSConsumer results = web.createConsumer(web.createQueue("thumbnails.done"));
        while (thumbnails.size() < UPLOADS.size()) {
            Message result = results.receive(10_000);
            if (result == null) {
                throw new IllegalStateException("No worker is left.");
            }
            Thumbnail thumbnail = new Thumbnail(
                    result.getStringProperty("file"),
                    result.getBody(String.class),
                    result.getStringProperty("worker"),
                    result.getBooleanProperty("redelivered"));
            thumbnails.add(thumbnail);
            out.println(thumbnail.worker() + " made " + thumbnail.file() + " " + thumbnail.size()
                    + (thumbnail.redelivered() ? " (redelivered)" : ""));
        }
        return thumbnails;
    }

    private static List<String> dead(List<Future<Boolean>> workers) throws InterruptedException, ExecutionException {
        List<String> dead = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            if (!workers.get(i).get()) {
                dead.add("worker-" + (i + 1));
            }
        }
        return dead;
    }
}
