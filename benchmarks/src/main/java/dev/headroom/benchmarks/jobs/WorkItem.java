package dev.headroom.benchmarks.jobs;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a job needs, about 200 bytes as JSON.
 *
 * @param number which job it is, from 0
 * @param text nobody reads it
 */
record WorkItem(long number, String text) {

    private static final String TEXT = "what a job needs ".repeat(10);

    static WorkItem of(long number) {
        return new WorkItem(number, TEXT);
    }

    static WorkItem parse(String json) {
        return JsonMapper.shared().readValue(json, WorkItem.class);
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
