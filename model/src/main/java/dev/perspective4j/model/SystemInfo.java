package dev.perspective4j.model;

/**
 * What a server says about its resources.
 *
 * @param heapSize bytes of memory the engine may use
 * @param usedSize bytes in use
 * @param cpuMillis milliseconds spent on requests since the previous such answer to anyone,
 *     unsigned 32-bit
 * @param epochMillis milliseconds since that answer, unsigned 32-bit
 */
public record SystemInfo(long heapSize, long usedSize, long cpuMillis, long epochMillis) {}
