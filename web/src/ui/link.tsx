import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
  UnstyledButton,
  type UnstyledButtonProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type AnchorElementProps<Own> = Omit<ComponentProps<'a'>, keyof Own> & Own;

/** Mantine's parts as router links: real addresses, so that a middle click opens a tab. */
export const TextLink = createLink((props: AnchorElementProps<AnchorProps>) => (
  <Anchor component="a" {...props} />
));

export const ButtonLink = createLink((props: AnchorElementProps<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const IconLink = createLink((props: AnchorElementProps<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));

export const PlainLink = createLink((props: AnchorElementProps<UnstyledButtonProps>) => (
  <UnstyledButton component="a" {...props} />
));

export const MenuLink = createLink((props: AnchorElementProps<MenuItemProps>) => (
  <Menu.Item component="a" {...props} />
));
