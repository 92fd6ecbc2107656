package org.petrelmq.crash.narayana;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.narayana.Coordinator.Halt;
import org.petrelmq.crash.process.Child;

/**
 * F22 with a real transaction manager: Narayana and two stores. The process halts within the two-phase commit; another one
 * recovers, with the recovery helper for JMS that Narayana has. The messages are delivered in both or in neither, once.
 */
@Tag("crash")
final class NarayanaRecoveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"IN_PREPARE, 0", "BEFORE_COMMIT, 1", "IN_COMMIT, 1"})
    void recovered(Halt halt, int messages) throws Exception {
        assertThat(run(halt)).as(errors).isZero();
        assertThat(prepared("first")).isEqualTo(halt == Halt.IN_COMMIT ? 0 : 1);
        assertThat(prepared("second")).isEqualTo(halt == Halt.IN_PREPARE ? 0 : 1);

        assertThat(run(Halt.RECOVERS)).as(errors).isZero();

        assertThat(prepared("first")).isZero();
        assertThat(prepared("second")).isZero();
        assertThat(receivedFrom("first")).isEqualTo(messages);
        assertThat(receivedFrom("second")).isEqualTo(messages);
    }

    private String errors = "";

    private int run(Halt halt) throws IOException, InterruptedException {
        Child child = new Child.Command(directory.resolve("errors.txt"))
                .java()
                .run(
                        new History(),
                        Coordinator.class,
                        url("first"),
                        url("second"),
                        directory.resolve("transactions").toString(),
                        halt.name());
        int code = child.awaitEnd(PATIENCE);
        errors = child.errors();
        return code;
    }

    private String url(String store) {
        return "petrel:file:" + directory.resolve(store);
    }

    private int prepared(String store) throws JMSException, XAException {
        try (XAConnection connection = new PetrelXAConnectionFactory(url(store)).createXAConnection()) {
            XAResource resource = connection.createXASession().getXAResource();
            return resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length;
        }
    }

    private int receivedFrom(String store) throws JMSException {
        try (var connection = new PetrelConnectionFactory(url(store)).createConnection()) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(Coordinator.QUEUE));
            connection.start();
            int count = 0;
            while (consumer.receive(200) != null) {
                count++;
            }
            return count;
        }
    }
}
