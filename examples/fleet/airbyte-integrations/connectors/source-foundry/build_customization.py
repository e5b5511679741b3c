from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagger import Container


async def pre_connector_install(base_image_container: Container) -> Container:
    return base_image_container.with_exec(["apt-get", "install", "-y", "libodbc1"])
