package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.TxModel;
import org.petrelmq.message.Envelopes;

/** How long the broker of a directory is open. */
class DirectoryEngineTest {
    @TempDir
    Path directory;

    private EngineConnection connect() throws EngineException {
        return new DirectoryEngine(directory, Map.of()).connect(new ConnectSpec(null, null, null), cause -> {});
    }

    private static void send(EngineConnection connection) throws EngineException {
        connection.openSession(AckModel.ALL, TxModel.NONE).send(Envelopes.text("a"), null);
    }

    private boolean isOpen() {
        return BrokerRegistry.brokers().stream()
                .anyMatch(broker -> broker.name().equals(directory.toString()));
    }

    @Test
    void connectionThatIsClosedTwice_takesNobodyElseAlong() throws EngineException {
        EngineConnection first = connect();
        EngineConnection second = connect();
        first.close();
        first.close();
        send(second);
        assertThat(isOpen()).isTrue();
        second.close();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void connectionThatIsRefused_leavesTheDirectoryFree() throws EngineException {
        DirectoryEngine engine = new DirectoryEngine(directory, Map.of("maxConnections", "1"));
        EngineConnection only = engine.connect(new ConnectSpec(null, null, null), cause -> {});
        assertThatThrownBy(() -> engine.connect(new ConnectSpec(null, null, null), cause -> {}))
                .isInstanceOf(EngineException.class);
        only.close();
        assertThat(isOpen()).isFalse();
    }
}
