package org.petrelmq.store.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.journal.Inspection.FoundQueue;
import org.petrelmq.store.journal.LogScan.Damage;
import org.petrelmq.store.journal.LogScan.Part;

/** Says what was found in a store, for people or for programs. */
final class SalvageReport {
    private final Path directory;
    private final Inspection found;

    /** Where everything was written to; null if nothing was. */
    private final @Nullable Path target;

    SalvageReport(Path directory, Inspection found, @Nullable Path target) {
        this.directory = directory;
        this.found = found;
        this.target = target;
    }

    // ---- for programs ----

    String json() {
        Json out = new Json();
        out.text("directory", directory.toString())
                .text("target", target == null ? null : target.toString())
                .truth("sound", found.isSound())
                .truth("closed", found.isClosed())
                .text("journal", String.valueOf(found.scan.journal))
                .number("frames", found.frames)
                .number("lastSequence", Math.max(0, found.scan.next - 1))
                .number("messages", found.messages)
                .number("doubtfulMessages", found.doubtful);
        out.list(
                "segments",
                found.scan.parts,
                part -> out.text("file", part.name)
                        .truth("header", part.hasHeader)
                        .number("size", part.segment.size())
                        .number("firstSequence", part.segment.firstSequence())
                        .number("frames", part.frames));
        out.list(
                "queues",
                queues(),
                queue -> out.text("name", queue.name())
                        .truth("nameGuessed", queue.guessed)
                        .number("messages", queue.messages.size()));
        out.list("subscriptions", subscriptions(), queue -> subscription(out, queue));
        out.list(
                "preparedBranches",
                found.prepared,
                branch -> out.text("id", branch.branch().toString()));
        out.list(
                "completedBranches",
                found.completed.entrySet(),
                branch -> out.text("id", branch.getKey().toString())
                        .text("outcome", branch.getValue().toString()));
        out.list(
                "damages",
                found.damages,
                damage -> out.text("file", damage.file())
                        .number("offset", damage.offset())
                        .number("firstLostSequence", damage.first())
                        .number("lastLostSequence", damage.last())
                        .text("what", damage.what()));
        return out.toString();
    }

    private static void subscription(Json out, FoundQueue queue) {
        SubscriptionAdded made = (SubscriptionAdded) queue.made;
        out.text("clientId", made.clientId())
                .text("name", made.name())
                .truth("shared", made.shared())
                .text("topic", made.topic())
                .text("selector", made.selector())
                .number("messages", queue.messages.size());
    }

    private List<FoundQueue> subscriptions() {
        return found.queues().stream()
                .filter(queue -> queue.made instanceof SubscriptionAdded)
                .toList();
    }

    private List<FoundQueue> queues() {
        return found.queues().stream()
                .filter(queue -> !(queue.made instanceof SubscriptionAdded))
                .toList();
    }

    // ---- for people ----

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Store " + directory + ", journal " + found.scan.journal);
        lines.add("");
        lines.add("Segments");
        for (Part part : found.scan.parts) {
            lines.add(String.format(
                    Locale.ROOT, "  %s  %,d bytes, %,d frames", part.name, part.segment.size(), part.frames));
        }
        lines.add("");
        lines.add("Messages");
        for (FoundQueue queue : queues()) {
            lines.add("  queue " + printable(queue.name()) + ": " + queue.messages.size()
                    + (queue.guessed ? " (a queue or subscription whose name is lost)" : ""));
        }
        for (FoundQueue queue : subscriptions()) {
            lines.add("  subscription " + printable(queue.name()) + " on "
                    + printable(((SubscriptionAdded) queue.made).topic()) + ": " + queue.messages.size());
        }
        branches(lines);
        lines.add("");
        if (found.isSound()) {
            lines.add("The store is sound" + (found.isClosed() ? "." : "; it was not closed."));
        } else {
            damages(lines);
        }
        if (target != null) {
            lines.add("");
            lines.add("Written to " + target + ": a store with " + found.messages + " messages. Nothing was changed in "
                    + directory + ".");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private void branches(List<String> lines) {
        if (found.prepared.isEmpty() && found.completed.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("Branches of distributed transactions");
        found.prepared.forEach(branch -> lines.add("  " + branch.branch() + " is prepared"));
        found.completed.forEach((branch, outcome) -> lines.add("  " + branch + ": " + outcome));
    }

    private void damages(List<String> lines) {
        lines.add("The store is damaged");
        for (Damage damage : found.damages) {
            lines.add("  " + damage.file() + ", offset " + damage.offset() + ": " + printable(damage.what())
                    + lost(damage));
        }
        lines.add("");
        lines.add(
                "What was in the lost sequences is not known: messages sent, acknowledgements, queues, subscriptions.");
        if (found.doubtful > 0) {
            lines.add("Of the messages, " + found.doubtful
                    + " stand before what is lost, and their acknowledgement may be"
                    + " part of it: they come back, as redelivered ones.");
        }
        if (!found.prepared.isEmpty()) {
            lines.add("The prepared branches may have been completed since: ask their transaction manager.");
        }
    }

    private static String lost(Damage damage) {
        if (damage.last() == 0) {
            return "";
        }
        if (damage.first() == 0) {
            return "; lost: sequences up to " + damage.last();
        }
        return damage.first() == damage.last()
                ? "; lost: sequence " + damage.first()
                : "; lost: sequences " + damage.first() + " to " + damage.last();
    }

    /** Names come from whoever could reach the broker: on a terminal they say nothing but their characters. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? '?' : c);
        }
        return out.toString();
    }
}
