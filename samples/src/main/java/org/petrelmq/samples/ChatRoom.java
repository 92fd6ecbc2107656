package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.petrelmq.Broker;
import org.petrelmq.BrokerOptions;

/**
 * Publish and subscribe: a chat with a topic for each room. A moderator listens to all rooms by a pattern. Ines is away for a
 * while and catches up through her durable subscription. Yuki is new and gets the last messages of the room that she enters,
 * since the broker was opened with {@code replay}.
 *
 * <p>Look at: {@code chat.*} and {@code chat.>}, the client ID that a durable subscription belongs to, and what each reads.
 */
public final class ChatRoom {
    private ChatRoom() {}

    /**
     * What each of them read.
     *
     * @param moderator all rooms of the first level
     * @param archive all rooms, at any level
     * @param inesBefore in the galley, before she left
     * @param inesAfter in the galley, when she was back
     * @param yuki in the galley, as a newcomer
     */
    record Outcome(
            List<String> moderator,
            List<String> archive,
            List<String> inesBefore,
            List<String> inesAfter,
            List<String> yuki) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException {
        BrokerOptions lastThree = BrokerOptions.builder().replay("chat.>", 3).build();
        try (Broker broker = Broker.open("petrel:mem:chat", lastThree)) {
            ConnectionFactory factory = broker.connectionFactory();
            try (JMSContext crew = factory.createContext();
                    JMSContext watching = factory.createContext()) {
                JMSConsumer moderator = watching.createConsumer(watching.createTopic("chat.*"));
                JMSConsumer archive = watching.createConsumer(watching.createTopic("chat.>"));
                Topic galley = crew.createTopic("chat.galley");
                Topic bridge = crew.createTopic("chat.bridge");
                Topic night = crew.createTopic("chat.bridge.night");

                List<String> inesBefore;
                try (JMSContext ines = ines(factory)) {
                    JMSConsumer room = ines.createDurableConsumer(galley, "galley");
                    say(crew, galley, "Tom", "Who has the big ladle?");
                    inesBefore = read(room);
                }

                say(crew, galley, "Ana", "It is in the sink.");
                say(crew, bridge, "Tom", "Course 240, wind from the west.");
                say(crew, galley, "Tom", "Soup at noon.");
                say(crew, night, "Ana", "Two lights to starboard.");
                say(crew, galley, "Ana", "Bring your own bowl.");

                List<String> inesAfter;
                try (JMSContext ines = ines(factory)) {
                    inesAfter = read(ines.createDurableConsumer(galley, "galley"));
                }
                List<String> yuki;
                try (JMSContext newcomer = factory.createContext()) {
                    yuki = read(newcomer.createConsumer(galley));
                }
                Outcome outcome = new Outcome(read(moderator), read(archive), inesBefore, inesAfter, yuki);
                print(outcome, out);
                return outcome;
            }
        }
    }

    /** Her connection: the client ID is what her subscription is found by when she comes back. */
    private static JMSContext ines(ConnectionFactory factory) {
        JMSContext context = factory.createContext();
        context.setClientID("ines");
        return context;
    }

    private static void say(JMSContext crew, Topic room, String who, String text) {
        crew.createProducer().setProperty("from", who).send(room, text);
    }

    /** What is there now. */
    private static List<String> read(JMSConsumer room) throws JMSException {
        List<String> lines = new ArrayList<>();
        for (Message message = room.receiveNoWait(); message != null; message = room.receiveNoWait()) {
            lines.add(message.getStringProperty("from") + ": " + message.getBody(String.class));
        }
        return lines;
    }

    private static void print(Outcome outcome, PrintStream out) {
        out.println("Ines, before she leaves: " + outcome.inesBefore());
        out.println("Ines, back again:        " + outcome.inesAfter());
        out.println("Yuki, who is new:        " + outcome.yuki());
        out.println("The moderator (chat.*):  " + outcome.moderator().size() + " messages of galley and bridge");
        out.println("The archive (chat.>):    " + outcome.archive().size() + " messages, those of bridge.night too");
    }
}
