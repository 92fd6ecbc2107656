package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class ChatRoomTest {
    @Test
    void everybodyReadsWhatIsMeantForThem() throws Exception {
        ChatRoom.Outcome outcome = ChatRoom.run(new Output().stream);

        String[] whileInesWasAway = {"Ana: It is in the sink.", "Tom: Soup at noon.", "Ana: Bring your own bowl."};
        assertThat(outcome.inesBefore()).containsExactly("Tom: Who has the big ladle?");
        assertThat(outcome.inesAfter()).containsExactly(whileInesWasAway);
        assertThat(outcome.yuki()).containsExactly(whileInesWasAway);
        assertThat(outcome.moderator())
                .containsExactly(
                        "Tom: Who has the big ladle?",
                        "Ana: It is in the sink.",
                        "Tom: Course 240, wind from the west.",
                        "Tom: Soup at noon.",
                        "Ana: Bring your own bowl.");
        assertThat(outcome.archive())
                .containsExactly(
                        "Tom: Who has the big ladle?",
                        "Ana: It is in the sink.",
                        "Tom: Course 240, wind from the west.",
                        "Tom: Soup at noon.",
                        "Ana: Two lights to starboard.",
                        "Ana: Bring your own bowl.");
    }
}
