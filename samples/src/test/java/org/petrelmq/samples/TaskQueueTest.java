package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class TaskQueueTest {
    @Test
    void everyTaskIsDoneOnce_theOneOfTheDeadWorkerByAnother() throws Exception {
        TaskQueue.Outcome outcome = TaskQueue.run(new Output().stream);

        assertThat(outcome.thumbnails().stream()
                        .collect(Collectors.toMap(TaskQueue.Thumbnail::file, TaskQueue.Thumbnail::size)))
                .containsOnlyKeys("panorama.tif", "harbour.jpg", "ferry.jpg", "logo.png")
                .containsEntry("panorama.tif", "320x80")
                .containsEntry("logo.png", "256x256");
        assertThat(outcome.dead()).hasSize(1);
        List<TaskQueue.Thumbnail> redelivered = outcome.thumbnails().stream()
                .filter(TaskQueue.Thumbnail::redelivered)
                .toList();
        assertThat(redelivered).extracting(TaskQueue.Thumbnail::file).containsExactly("panorama.tif");
        assertThat(redelivered).extracting(TaskQueue.Thumbnail::worker).doesNotContainAnyElementsOf(outcome.dead());
    }
}
