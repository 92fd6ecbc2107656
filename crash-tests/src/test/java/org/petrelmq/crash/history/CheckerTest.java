package org.petrelmq.crash.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule is seen to fail on a bad history, and to be content with the good one beside it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class CheckerTest {
    private final Story story = new Story();

    @Nested
    final class C1_loss {
        @Test
        void consumed() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1).acknowledged("s");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void never_received() {
            story.sent("p", 1, "q");

            assertThat(story.judged()).containsExactly("C1");
        }

        @Test
        void lost_by_a_kill() {
            story.sent("p", 1, "q").sent("p", 2, "q").killed();
            story.received("s", "q", "p#2", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C1");
        }

        @Test
        void a_send_that_was_cut_off_may_be_missing() {
            story.cutOff(story.sending("p", 1, "q", "")).killed();

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void a_send_that_failed_may_be_missing() {
            story.failed(story.sending("p", 1, "q", ""), "disk full");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void given_back_and_not_seen_again() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1).recovered("s");

            assertThat(story.judged()).containsExactly("C1");
        }

        @Test
        void a_send_that_was_cut_off_and_was_seen_must_be_consumed() {
            story.cutOff(story.sending("p", 1, "q", "")).killed();
            story.received("s", "q", "p#1", 1).killed();

            assertThat(story.judged()).containsExactly("C1");
        }

        @Test
        void an_acknowledgement_that_was_cut_off_may_have_settled() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1);
            story.cutOff(story.begun(Kind.ACKNOWLEDGE, "s", "", "")).killed();

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void an_automatic_receive_that_was_cut_off_explains_one_message() {
            story.sent("p", 1, "q").sent("p", 2, "q");
            story.cutOff(story.begun(Kind.RECEIVE_AUTO, "s", "", "q")).killed();

            assertThat(story.judged()).containsExactly("C1");
        }

        @Test
        void an_automatic_receive_that_was_cut_off_explains_what_was_next() {
            story.sent("p", 1, "q").sent("p", 2, "q").sent("p", 3, "q").auto("s", "q", "p#1", 1);
            story.cutOff(story.begun(Kind.RECEIVE_AUTO, "s", "", "q")).killed();
            story.auto("t", "q", "p#3", 1);

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void an_automatic_receive_that_was_cut_off_does_not_explain_what_was_sent_later() {
            story.sent("p", 1, "q").auto("s", "q", "p#1", 1);
            story.cutOff(story.begun(Kind.RECEIVE_AUTO, "s", "", "q")).killed();
            story.sent("r", 1, "q").sent("r", 2, "q").auto("t", "q", "r#2", 1);

            assertThat(story.judged()).containsExactly("C1");
        }
    }

    @Nested
    final class C2_phantom {
        @Test
        void never_sent() {
            story.received("s", "q", "p#1", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C2");
        }

        @Test
        void damaged() {
            story.sent("p", 1, "q");
            story.got(story.begun(Kind.RECEIVE, "s", "", "q"), "p#1", 1, false, false, "");
            story.acknowledged("s");

            assertThat(story.judged()).containsExactly("C2");
        }

        @Test
        void rolled_back() {
            story.sent("p", 1, "q", "t").rolledBack("p", "t");
            story.received("s", "q", "p#1", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C2");
        }

        @Test
        void not_committed_yet() {
            story.sent("p", 1, "q", "t").received("s", "q", "p#1", 1).acknowledged("s");
            story.committed("p", "t");

            assertThat(story.judged()).containsExactly("C2");
        }

        @Test
        void not_committed_before_the_kill() {
            story.sent("p", 1, "q", "t").killed();
            story.received("s", "q", "p#1", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C2");
        }

        @Test
        void in_another_queue() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1).acknowledged("s");
            story.received("s", "other", "p#1", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C2");
        }
    }

    @Nested
    final class C3_acknowledgement {
        @Test
        void received_again_after_acknowledge() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1).acknowledged("s");
            story.received("s", "q", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).containsExactly("C3");
        }

        @Test
        void received_again_after_commit_and_kill() {
            story.sent("p", 1, "q").received("s", "t", "q", "p#1", 1).committed("s", "t");
            story.killed().received("r", "q", "p#1", 2).acknowledged("r");

            assertThat(story.judged()).containsExactly("C3");
        }

        @Test
        void received_again_after_an_acknowledgement_that_was_cut_off() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1);
            story.cutOff(story.begun(Kind.ACKNOWLEDGE, "s", "", "")).killed();
            story.received("r", "q", "p#1", 2).acknowledged("r");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void the_last_message_of_an_automatic_session_may_come_again() {
            story.sent("p", 1, "q").auto("s", "q", "p#1", 1).killed().auto("r", "q", "p#1", 2);

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void the_last_but_one_of_an_automatic_session_may_not() {
            story.sent("p", 1, "q").sent("p", 2, "q").auto("s", "q", "p#1", 1).auto("s", "q", "p#2", 1);
            story.killed().auto("r", "q", "p#1", 2);

            assertThat(story.judged()).contains("C3");
        }

        @Test
        void received_while_somebody_else_holds_it() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1).received("r", "q", "p#1", 2);
            story.acknowledged("s");

            assertThat(story.judged()).containsExactly("C3");
        }
    }

    @Nested
    final class C4_marks {
        @Test
        void after_a_kill_without_mark() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1).killed();
            story.received("r", "q", "p#1", 1).acknowledged("r");

            assertThat(story.judged()).containsExactly("C4");
        }

        @Test
        void mark_and_count_disagree() {
            story.sent("p", 1, "q");
            story.got(story.begun(Kind.RECEIVE, "s", "", "q"), "p#1", 2, false, true, "");
            story.acknowledged("s").killed();

            assertThat(story.judged()).containsExactly("C4");
        }

        @Test
        void marked_without_a_kill() {
            story.sent("p", 1, "q").restarted().received("s", "q", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).containsExactly("C4");
        }

        @Test
        void marked_after_a_kill_since_nobody_knows() {
            story.sent("p", 1, "q").killed().received("s", "q", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).isEmpty();
        }
    }

    @Nested
    final class C5_order {
        @Test
        void a_later_one_first() {
            story.sent("p", 1, "q").sent("p", 2, "q");
            story.received("s", "q", "p#2", 1).received("r", "q", "p#1", 1);
            story.acknowledged("s").acknowledged("r");

            assertThat(story.judged()).containsExactly("C5");
        }

        @Test
        void two_at_a_time_may_tell_it_in_any_order() {
            story.sent("p", 1, "q").sent("p", 2, "q");
            long first = story.begun(Kind.RECEIVE, "s", "", "q");
            long second = story.begun(Kind.RECEIVE, "r", "", "q");
            story.got(second, "p#2", 1).got(first, "p#1", 1);
            story.acknowledged("s").acknowledged("r");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void a_later_one_first_after_a_restart() {
            story.sent("p", 1, "q").sent("p", 2, "q").killed();
            story.received("s", "q", "p#2", 2).received("s", "q", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).containsExactly("C5");
        }

        @Test
        void given_back_to_another_place() {
            story.sent("p", 1, "q")
                    .sent("p", 2, "q")
                    .received("s", "q", "p#1", 1)
                    .recovered("s");
            story.received("s", "q", "p#2", 1).received("s", "q", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).containsExactly("C5");
        }

        @Test
        void given_back_to_the_old_place() {
            story.sent("p", 1, "q").sent("p", 2, "q");
            story.received("s", "q", "p#1", 1).received("s", "q", "p#2", 1).recovered("s");
            story.received("s", "q", "p#1", 2).received("s", "q", "p#2", 2).acknowledged("s");

            assertThat(story.judged()).isEmpty();
        }
    }

    @Nested
    final class C6_dead_letters {
        private void poisoned(int deliveries) {
            story.sent("p", 1, "q");
            for (int count = 1; count <= deliveries; count++) {
                story.received("s", "q", "p#1", count).recovered("s");
            }
        }

        private void dead(String session, String origin) {
            story.got(story.begun(Kind.RECEIVE, session, "", "DLQ"), "p#1", 1, false, true, origin);
            story.acknowledged(session);
        }

        @Test
        void after_the_limit() {
            poisoned(Checker.MAX_DELIVERIES);
            dead("d", "q");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void too_early() {
            poisoned(Checker.MAX_DELIVERIES - 1);
            dead("d", "q");

            assertThat(story.judged()).containsExactly("C6");
        }

        @Test
        void too_late() {
            poisoned(Checker.MAX_DELIVERIES + 1);
            dead("d", "q");

            assertThat(story.judged()).containsExactly("C6");
        }

        @Test
        void twice() {
            poisoned(Checker.MAX_DELIVERIES);
            dead("d", "q");
            dead("d", "q");

            assertThat(story.judged()).contains("C3");
        }

        @Test
        void without_origin() {
            poisoned(Checker.MAX_DELIVERIES);
            dead("d", "");

            assertThat(story.judged()).contains("C6");
        }

        @Test
        void and_still_where_it_was() {
            poisoned(Checker.MAX_DELIVERIES);
            dead("d", "q");
            story.killed().received("s", "q", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).contains("C6");
        }

        @Test
        void not_counted() {
            story.sent("p", 1, "q").received("s", "q", "p#1", 1).recovered("s");
            story.received("s", "q", "p#1", 2).recovered("s");
            story.received("s", "q", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).containsExactly("C6");
        }
    }

    @Nested
    final class C7_local_transactions {
        private void cutOffCommit() {
            story.sent("p", 1, "from").received("s", "t", "from", "p#1", 1);
            story.sent("s", 1, "to", "t").sent("s", 2, "to", "t");
            story.cutOff(story.begun(Kind.COMMIT, "s", "t", "")).killed();
        }

        private void gone(String source, String key, int count) {
            story.received("r", source, key, count).acknowledged("r");
        }

        @Test
        void cut_off_and_happened() {
            cutOffCommit();
            gone("to", "s#1", 1);
            gone("to", "s#2", 1);

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void cut_off_and_did_not_happen() {
            cutOffCommit();
            gone("from", "p#1", 2);

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void half_of_what_it_sent() {
            cutOffCommit();
            gone("to", "s#1", 1);

            assertThat(story.judged()).containsExactly("C7");
        }

        @Test
        void what_it_sent_and_what_it_received() {
            cutOffCommit();
            gone("to", "s#1", 1);
            gone("to", "s#2", 1);
            gone("from", "p#1", 2);

            assertThat(story.judged()).contains("C7");
        }

        @Test
        void neither_what_it_sent_nor_what_it_received() {
            cutOffCommit();

            assertThat(story.judged()).containsExactly("C7");
        }

        @Test
        void half_of_what_it_received() {
            story.sent("p", 1, "q").sent("p", 2, "q");
            story.received("s", "t", "q", "p#1", 1).received("s", "t", "q", "p#2", 1);
            story.cutOff(story.begun(Kind.COMMIT, "s", "t", "")).killed();
            gone("q", "p#2", 2);

            assertThat(story.judged()).containsExactly("C7");
        }

        @Test
        void committed_and_lost() {
            story.sent("p", 1, "q", "t").committed("p", "t").killed();

            assertThat(story.judged()).containsExactly("C7");
        }
    }

    @Nested
    final class C8_distributed_transactions {
        private void prepared() {
            story.sent("p", 1, "from").received("s", "x", "from", "p#1", 1).sent("s", 1, "to", "x");
            story.prepared("s", "x");
        }

        private void gone(String source, String key, int count) {
            story.received("r", source, key, count).acknowledged("r");
        }

        @Test
        void prepared_listed_and_committed() {
            prepared();
            story.killed()
                    .listed("x")
                    .killed()
                    .listed("x")
                    .committed("scanner", "x")
                    .listed();
            gone("to", "s#1", 1);

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void prepared_listed_and_rolled_back() {
            prepared();
            story.killed().listed("x").rolledBack("scanner", "x").listed();
            gone("from", "p#1", 2);

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void prepared_to_the_end() {
            prepared();
            story.killed().listed("x");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void prepared_and_not_listed() {
            prepared();
            story.killed().listed();
            gone("from", "p#1", 2);

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void a_preparation_that_was_cut_off_may_not_be_listed() {
            story.sent("p", 1, "from").received("s", "x", "from", "p#1", 1).sent("s", 1, "to", "x");
            story.cutOff(story.begun(Kind.PREPARE, "s", "x", "")).killed().listed();
            gone("from", "p#1", 2);

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void listed_after_its_end() {
            prepared();
            story.committed("s", "x").killed().listed("x");
            gone("to", "s#1", 1);

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void listed_and_never_prepared() {
            story.listed("x");

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void seen_before_its_end() {
            prepared();
            story.killed();
            gone("to", "s#1", 1);
            story.listed("x").committed("scanner", "x");

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void what_it_took_seen_before_its_end() {
            prepared();
            story.killed();
            gone("from", "p#1", 2);
            story.listed("x").rolledBack("scanner", "x");

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void committed_and_what_it_sent_is_lost() {
            prepared();
            story.killed().listed("x").committed("scanner", "x");

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void committed_and_what_it_took_comes_again() {
            prepared();
            story.committed("s", "x").killed();
            gone("to", "s#1", 1);
            gone("from", "p#1", 2);

            assertThat(story.judged()).contains("C8");
        }

        @Test
        void rolled_back_and_what_it_took_is_lost() {
            prepared();
            story.killed().listed("x").rolledBack("scanner", "x");

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void a_commit_that_was_cut_off_and_is_not_listed_has_happened() {
            prepared();
            story.cutOff(story.begun(Kind.COMMIT, "s", "x", "")).killed().listed();

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void ended_twice() {
            prepared();
            story.committed("s", "x").committed("s", "x");
            gone("to", "s#1", 1);

            assertThat(story.judged()).containsExactly("C8");
        }

        @Test
        void not_known_when_it_is_to_end() {
            prepared();
            story.killed().failed(story.begun(Kind.COMMIT, "scanner", "x", ""), "XAER_NOTA");

            assertThat(story.judged()).contains("C8");
        }
    }

    @Nested
    final class C9_durable_subscriptions {
        @Test
        void complete() {
            story.subscribed("t/a").sent("p", 1, "t").killed().sent("p", 2, "t");
            story.received("s", "t/a", "p#1", 2).received("s", "t/a", "p#2", 1).acknowledged("s");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void one_missing() {
            story.subscribed("t/a").sent("p", 1, "t").killed().sent("p", 2, "t");
            story.received("s", "t/a", "p#2", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C9");
        }

        @Test
        void missing_for_one_of_two() {
            story.subscribed("t/a").subscribed("t/b").sent("p", 1, "t");
            story.received("s", "t/a", "p#1", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C9");
        }

        @Test
        void sent_before_it_began() {
            story.sent("p", 1, "t")
                    .subscribed("t/a")
                    .received("s", "t/a", "p#1", 1)
                    .acknowledged("s");

            assertThat(story.judged()).containsExactly("C9");
        }

        @Test
        void sent_before_it_ended_and_began_anew() {
            story.subscribed("t/a").sent("p", 1, "t").unsubscribed("t/a").subscribed("t/a");
            story.received("s", "t/a", "p#1", 1).acknowledged("s");

            assertThat(story.judged()).containsExactly("C9");
        }

        @Test
        void ended_with_what_it_held() {
            story.subscribed("t/a").sent("p", 1, "t").unsubscribed("t/a");

            assertThat(story.judged()).isEmpty();
        }

        @Test
        void subscribing_again_changes_nothing() {
            story.subscribed("t/a").sent("p", 1, "t").killed().subscribed("t/a");
            story.received("s", "t/a", "p#1", 2).acknowledged("s");

            assertThat(story.judged()).isEmpty();
        }
    }
}
