/** The engines that build images, in the order in which `auto` looks for them. */
export const ENGINE_NAMES = ['docker', 'podman', 'buildah'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];
